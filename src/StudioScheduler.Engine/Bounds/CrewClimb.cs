namespace StudioScheduler.Engine.Bounds;

/// <summary>Ascent over the prices of <see cref="CrewWeeks"/>, one step at a time; what it tells is certified at whole prices.</summary>
internal sealed class CrewClimb
{
    // Few and dear steps: they must turn fast.
    private static readonly AscentPace Pace = new(0.5, 3, 0.5, 0.03);

    private const int JointSteps = 40;
    private const int StepsOfCrew = 5;
    private const int BetweenChecks = 8;
    private const double Reach = 0.05;

    private readonly CrewWeeks weeks;
    private readonly PriceAscent ascent;
    private readonly Certificate certificate;
    private double certifiedAt = double.NegativeInfinity;
    private int steps;

    /// <param name="prices">Of the priced week.</param>
    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public CrewClimb(CrewWeeks weeks, double[] prices, double leftOutPrice, bool isLeftOutPriced, double allowed, double knownCost)
    {
        this.weeks = weeks;
        certificate = new Certificate(weeks, isLeftOutPriced ? allowed : 0);
        ascent = new PriceAscent(weeks, weeks.From(prices), leftOutPrice, isLeftOutPriced, allowed, knownCost) { Pace = Pace };
        Certify();
    }

    public double CertifiedValue => certificate.Value;

    public double CertifiedLeftOutPrice => certificate.LeftOutPrice;

    /// <summary>The best prices so far of the priced week.</summary>
    public ReadOnlySpan<double> Prices => ascent.Prices.AsSpan(0, weeks.Size - weeks.RewardCount);

    public void Work(double knownCost)
    {
        ascent.Best = knownCost;
        if (steps++ % (JointSteps + 1) == 0)
        {
            weeks.RaiseRewards(ascent.Prices, ascent.LeftOutPrice, Reach * Math.Abs(knownCost - ascent.Value), StepsOfCrew);
            ascent.Refresh();
            Certify();
        }
        else
        {
            ascent.Step();
            if (steps % BetweenChecks == 0 && ascent.Value > certifiedAt)
            {
                Certify();
            }
        }
    }

    private void Certify()
    {
        certifiedAt = ascent.Value;
        certificate.Certify(ascent.Prices, ascent.LeftOutPrice);
    }
}
