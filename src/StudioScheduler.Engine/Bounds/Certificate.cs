namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The best value of a relaxation at whole prices: there it is exact in doubles, a sum of whole numbers far below 2^53, whatever the
/// ascent that found the prices has rounded.
/// </summary>
/// <param name="allowed">What may be left out for nothing; 0 where its price is fixed.</param>
internal sealed class Certificate(IPriced week, double allowed)
{
    // Of all prices together: what a block costs, some thousand times that much, is then told to less than one scaled point. Real weeks need a tenth.
    private const double MostExact = 1L << 36;

    private readonly double[] whole = new double[week.Size];
    private readonly double[] excess = new double[week.Size];
    private double bestSeen = double.NegativeInfinity;

    /// <summary>Value at the best whole prices, before what may be left out for nothing is taken off.</summary>
    public double Value { get; private set; }

    public double LeftOutPrice { get; private set; }

    /// <summary>Whether doubles count exactly at these whole prices.</summary>
    public static bool IsExact(ReadOnlySpan<double> whole, double leftOutPrice)
    {
        var all = Math.Abs(leftOutPrice);
        foreach (var price in whole)
        {
            all += Math.Abs(price);
        }

        // written so that what is not a number is refused too
        return all <= MostExact;
    }

    /// <summary>True where these prices are the best so far; prices beyond what doubles count exactly certify nothing.</summary>
    public bool Certify(double[] prices, double leftOutPrice)
    {
        var wholePrice = Math.Round(leftOutPrice);
        for (var i = 0; i < whole.Length; i++)
        {
            whole[i] = Math.Round(prices[i]);
        }

        if (!IsExact(whole, wholePrice))
        {
            return false;
        }

        var value = week.Evaluate(whole, wholePrice, excess);
        if (value - (allowed * wholePrice) <= bestSeen)
        {
            return false;
        }

        bestSeen = value - (allowed * wholePrice);
        (Value, LeftOutPrice) = (value, wholePrice);
        return true;
    }
}
