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
    private readonly double allowed;
    private readonly PriceAscent ascent;
    private readonly double[] whole;
    private readonly double[] excess;
    private double certifiedAt = double.NegativeInfinity;
    private double bestSeen = double.NegativeInfinity;
    private int steps;

    /// <param name="prices">Of the priced week.</param>
    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public CrewClimb(CrewWeeks weeks, double[] prices, double leftOutPrice, bool isLeftOutPriced, double allowed, double knownCost)
    {
        this.weeks = weeks;
        this.allowed = isLeftOutPriced ? allowed : 0;
        whole = new double[weeks.Size];
        excess = new double[weeks.Size];
        ascent = new PriceAscent(weeks, weeks.From(prices), leftOutPrice, isLeftOutPriced, allowed, knownCost) { Pace = Pace };
        Certify();
    }

    /// <summary>Value at the best whole prices, before what may be left out for nothing is taken off.</summary>
    public double CertifiedValue { get; private set; }

    public double CertifiedLeftOutPrice { get; private set; }

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

    // At whole prices the value is exact in doubles: sums of whole numbers far below 2^53.
    private void Certify()
    {
        certifiedAt = ascent.Value;
        var wholePrice = Math.Round(ascent.LeftOutPrice);
        for (var i = 0; i < whole.Length; i++)
        {
            whole[i] = Math.Round(ascent.Prices[i]);
        }

        var value = weeks.Evaluate(whole, wholePrice, excess);
        if (value - (allowed * wholePrice) > bestSeen)
        {
            bestSeen = value - (allowed * wholePrice);
            CertifiedValue = value;
            CertifiedLeftOutPrice = wholePrice;
        }
    }
}
