namespace StudioScheduler.Engine.Bounds;

/// <summary>A relaxation with prices: a lower bound at any prices from 0.</summary>
internal interface IPriced
{
    /// <summary>Number of prices.</summary>
    int Size { get; }

    /// <summary>What the last evaluation left out, weighted as in <see cref="RelaxedBlock.LeftOut"/>.</summary>
    double LeftOut { get; }

    /// <summary>Value at the prices; <paramref name="leftOutPrice"/> is the price of one unit of what is left out.</summary>
    /// <param name="excess">Is told by how much more is used than offered, for each price.</param>
    double Evaluate(double[] prices, double leftOutPrice, double[] excess);
}
