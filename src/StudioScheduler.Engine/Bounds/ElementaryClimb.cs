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
    private const double FirstReach = 0.05;
    private const double Longer = 1.3;
    private const double Shorter = 0.7;

    private readonly ElementaryWeeks weeks;
    private readonly bool isLeftOutPriced;
    private readonly double allowed;
    private readonly Certificate certificate;
    private double[] prices;
    private double leftOutPrice;
    private double reach = FirstReach;

    /// <param name="prices">Of the priced week.</param>
    public ElementaryClimb(ElementaryWeeks weeks, ReadOnlySpan<double> prices, double leftOutPrice, bool isLeftOutPriced, double allowed)
    {
        (this.weeks, this.isLeftOutPriced, this.allowed) = (weeks, isLeftOutPriced, allowed);
        (this.prices, this.leftOutPrice) = (prices.ToArray(), leftOutPrice);
        certificate = new Certificate(weeks, isLeftOutPriced ? allowed : 0);
    }

    public double CertifiedValue => certificate.Value;

    public double CertifiedLeftOutPrice => certificate.LeftOutPrice;

    /// <summary>The best prices so far of the priced week.</summary>
    public ReadOnlySpan<double> Prices => prices;

    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public void Work(double knownCost, CancellationToken cancellation)
    {
        if (double.IsNegativeInfinity(certificate.Best))
        {
            Try(prices, leftOutPrice, cancellation);
            return;
        }

        var ascent = new PriceAscent(weeks.Pool, (double[])prices.Clone(), leftOutPrice, isLeftOutPriced, allowed, knownCost)
        {
            Pace = new(Fresh, 3, 0.5, reach),
        };
        var farthest = certificate.Best + (reach * Math.Abs(knownCost - certificate.Best));
        for (var step = 0; step < StepsOnModel && ascent.Value < farthest; step++)
        {
            ascent.Step();
        }

        reach = Try(ascent.Prices, ascent.LeftOutPrice, cancellation)
            ? Math.Min(FirstReach, reach * Longer)
            : Math.Max(LeastReach, reach * Shorter);
    }

    // The best ones are gone on from whole: there the pool says exactly what the weeks said.
    private bool Try(double[] at, double price, CancellationToken cancellation)
    {
        var isBest = certificate.Certify(at, price, (whole, wholePrice, excess, wanted) => weeks.Evaluate(whole, wholePrice, excess, wanted, cancellation));
        if (isBest)
        {
            (prices, leftOutPrice) = (Array.ConvertAll(at, Math.Round), certificate.LeftOutPrice);
        }

        return isBest;
    }
}
