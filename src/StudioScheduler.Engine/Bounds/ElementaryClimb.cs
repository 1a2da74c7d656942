namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Ascent over the prices of <see cref="ElementaryWeeks"/>, a bundle method as <see cref="CrewClimb"/>: steps on the model of the weeks found so
/// far, then the crews' true weeks. A trial that cannot win any more is given up; what it found stays in the pool.
/// </summary>
internal sealed class ElementaryClimb
{
    private const int StepsOnModel = 80;
    private const double Fresh = 0.5;
    private const double LeastReach = 0.002;

    // Of the distance to the best known cost; after a gain and after none. With so few weeks the model promises anything farther off.
    private const double FirstReach = 0.1;
    private const double Longer = 1.3;
    private const double Shorter = 0.7;

    private readonly ElementaryWeeks weeks;
    private readonly bool isLeftOutPriced;
    private readonly double allowed;
    private readonly double[] excess;
    private double[] prices;
    private double leftOutPrice;
    private double reach = FirstReach;
    private double best = double.NegativeInfinity;

    /// <param name="prices">Of the priced week.</param>
    public ElementaryClimb(ElementaryWeeks weeks, ReadOnlySpan<double> prices, double leftOutPrice, bool isLeftOutPriced, double allowed)
    {
        (this.weeks, this.isLeftOutPriced, this.allowed) = (weeks, isLeftOutPriced, isLeftOutPriced ? allowed : 0);
        (this.prices, this.leftOutPrice) = (Whole(prices), Math.Round(leftOutPrice));
        excess = new double[weeks.Size];
    }

    /// <summary>Value at the best whole prices, before what may be left out for nothing is taken off.</summary>
    public double CertifiedValue { get; private set; } = double.NegativeInfinity;

    public double CertifiedLeftOutPrice { get; private set; }

    /// <summary>The best prices so far of the priced week.</summary>
    public ReadOnlySpan<double> Prices => prices;

    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public void Work(double knownCost, CancellationToken cancellation)
    {
        if (double.IsNegativeInfinity(best))
        {
            Try(prices, leftOutPrice, cancellation);
            return;
        }

        var ascent = new PriceAscent(weeks.Pool, (double[])prices.Clone(), leftOutPrice, isLeftOutPriced, allowed, knownCost)
        {
            Pace = new(Fresh, 3, 0.5, reach),
        };
        var farthest = best + (reach * Math.Abs(knownCost - best));
        for (var step = 0; step < StepsOnModel && ascent.Value < farthest; step++)
        {
            ascent.Step();
        }

        reach = Try(Whole(ascent.Prices), Math.Round(ascent.LeftOutPrice), cancellation)
            ? Math.Min(FirstReach, reach * Longer)
            : Math.Max(LeastReach, reach * Shorter);
    }

    private bool Try(double[] at, double price, CancellationToken cancellation)
    {
        if (!Certificate.IsExact(at, price))
        {
            return false;
        }

        var value = weeks.Evaluate(at, price, excess, best + (allowed * price), cancellation) - (allowed * price);
        if (value is null || value <= best)
        {
            return false;
        }

        best = value.Value;
        (prices, leftOutPrice) = (at, price);
        (CertifiedValue, CertifiedLeftOutPrice) = (best + (allowed * price), price);
        return true;
    }

    private static double[] Whole(ReadOnlySpan<double> prices)
    {
        var whole = new double[prices.Length];
        for (var i = 0; i < whole.Length; i++)
        {
            whole[i] = Math.Round(prices[i]);
        }

        return whole;
    }
}
