namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Ascent over the prices of <see cref="CrewWeeks"/>, a bundle method (Lemaréchal 1978, with volume steps on the model): from the best prices
/// some steps on the model of the weeks found so far (<see cref="WeekPool"/>), then one evaluation at whole prices, which certifies them or
/// finds weeks that the model lacked.
/// </summary>
internal sealed class CrewClimb
{
    private const int StepsOnModel = 60;
    private const int StepsOfCrew = 5;
    private const double Fresh = 0.5;
    private const double LeastReach = 0.002;

    // Of the distance to the best known cost; after a gain and after none.
    private const double FirstReach = 0.05;
    private const double Longer = 1.3;
    private const double Shorter = 0.8;

    // Of the reach: with few weeks the model promises anything farther off. The first turns then gain, where without it five at 8 × 15 did not.
    private const double Farthest = 2;

    private readonly CrewWeeks weeks;
    private readonly bool isLeftOutPriced;
    private readonly double allowed;
    private readonly Certificate certificate;
    private double[] prices;
    private double leftOutPrice;
    private double reach = FirstReach;

    /// <param name="prices">Of the priced week.</param>
    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public CrewClimb(CrewWeeks weeks, double[] prices, double leftOutPrice, bool isLeftOutPriced, double allowed, double knownCost)
    {
        (this.weeks, this.isLeftOutPriced, this.allowed) = (weeks, isLeftOutPriced, allowed);
        certificate = new Certificate(weeks, isLeftOutPriced ? allowed : 0);
        (this.prices, this.leftOutPrice) = (weeks.From(prices), leftOutPrice);
        certificate.Certify(this.prices, leftOutPrice);
        weeks.RaiseRewards(this.prices, leftOutPrice, FirstReach * Math.Abs(knownCost - certificate.Value), StepsOfCrew);
        certificate.Certify(this.prices, leftOutPrice);
    }

    public double CertifiedValue => certificate.Value;

    public double CertifiedLeftOutPrice => certificate.LeftOutPrice;

    /// <summary>The best prices so far of the priced week.</summary>
    public ReadOnlySpan<double> Prices => prices.AsSpan(0, weeks.Size - weeks.RewardCount);

    /// <summary>What goes on from here with weeks that shoot no block twice.</summary>
    public ElementaryClimb Elementary() => new(new ElementaryWeeks(weeks, prices), Prices, leftOutPrice, isLeftOutPriced, allowed);

    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public void Work(double knownCost)
    {
        var ascent = new PriceAscent(weeks.Pool, (double[])prices.Clone(), leftOutPrice, isLeftOutPriced, allowed, knownCost)
        {
            Pace = new(Fresh, 3, 0.5, reach),
        };
        var farthest = certificate.Best + (Farthest * reach * Math.Abs(knownCost - certificate.Best));
        for (var step = 0; step < StepsOnModel && ascent.Value < farthest; step++)
        {
            ascent.Step();
        }

        if (certificate.Certify(ascent.Prices, ascent.LeftOutPrice))
        {
            (prices, leftOutPrice) = (ascent.Prices, ascent.LeftOutPrice);
            reach = Math.Min(FirstReach, reach * Longer);
        }
        else
        {
            reach = Math.Max(LeastReach, reach * Shorter);
        }
    }
}
