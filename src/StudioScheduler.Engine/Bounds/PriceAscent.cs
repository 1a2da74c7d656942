namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Raises the prices of a priced week where more is used than offered: the volume algorithm (Barahona and Anbil 2000), a
/// subgradient ascent along an average of past excesses, with the step from a target a little above the best value so far.
/// </summary>
internal sealed class PriceAscent
{
    // An average so short is what rounding left of nothing: a step along it would be endless.
    private const double Settled = 1e-6;

    private readonly IPriced week;
    private readonly double allowedLeftOut;
    private readonly double leftOutUnit;
    private readonly double[] trial;
    private readonly double[] excess;
    private readonly double[] average;
    private double averageLeftOut;
    private double target;
    private double stretch = 1;
    private int withoutGain;

    /// <param name="prices">Where to begin; taken over.</param>
    /// <param name="allowedLeftOut">What may be left out for nothing; its price is raised with the others.</param>
    /// <param name="leftOutPrice">First price of a unit left out; fixed where <paramref name="isLeftOutPriced"/> is false.</param>
    /// <param name="best">Cost of a known schedule, scaled; the target lies between it and the bound.</param>
    public PriceAscent(IPriced week, double[] prices, double leftOutPrice, bool isLeftOutPriced, double allowedLeftOut, double best)
    {
        this.week = week;
        this.allowedLeftOut = isLeftOutPriced ? allowedLeftOut : 0;
        leftOutUnit = isLeftOutPriced ? 1.0 / 60 : 0;
        Prices = prices;
        LeftOutPrice = leftOutPrice;
        Best = best;
        trial = new double[week.Size];
        excess = new double[week.Size];
        average = new double[week.Size];
        Value = week.Evaluate(prices, leftOutPrice, excess) - (this.allowedLeftOut * leftOutPrice);
        excess.CopyTo(average, 0);
        averageLeftOut = week.LeftOut - this.allowedLeftOut;
        target = Value;
    }

    /// <summary>How it goes; as it is, for thousands of cheap steps.</summary>
    public AscentPace Pace { get; init; } = new(0.05, 20, 0.7, 0.08);

    /// <summary>The best prices so far.</summary>
    public double[] Prices { get; }

    public double LeftOutPrice { get; private set; }

    /// <summary>The bound at the best prices, scaled, as doubles give it: certify before it is told.</summary>
    public double Value { get; private set; }

    /// <summary>Cost of the best known schedule, scaled.</summary>
    public double Best { get; set; }

    public void Step()
    {
        if (target < Value + (0.25 * Pace.Reach * Math.Abs(Best - Value)))
        {
            target = Value + (Pace.Reach * Math.Abs(Best - Value));
        }

        var norm = leftOutUnit * leftOutUnit * averageLeftOut * averageLeftOut;
        for (var i = 0; i < average.Length; i++)
        {
            norm += average[i] > 0 || Prices[i] > 0 ? average[i] * average[i] : 0;
        }

        if (norm < Settled)
        {
            return;
        }

        var length = stretch * (target - Value) / norm;
        for (var i = 0; i < trial.Length; i++)
        {
            trial[i] = Math.Max(0, Prices[i] + (length * average[i]));
        }

        var trialLeftOut = Math.Max(0, LeftOutPrice + (length * leftOutUnit * leftOutUnit * averageLeftOut));
        var value = week.Evaluate(trial, trialLeftOut, excess) - (allowedLeftOut * trialLeftOut);
        var leftOut = week.LeftOut - allowedLeftOut;
        double along = leftOutUnit * leftOutUnit * leftOut * averageLeftOut;
        var fresh = Pace.Fresh;
        for (var i = 0; i < average.Length; i++)
        {
            along += excess[i] * average[i];
            average[i] += fresh * (excess[i] - average[i]);
        }

        averageLeftOut += fresh * (leftOut - averageLeftOut);
        Adapt(value, along);
        if (value > Value)
        {
            Value = value;
            trial.CopyTo(Prices, 0);
            LeftOutPrice = trialLeftOut;
        }
    }

    // Longer steps while they go uphill all the way, shorter ones where too many in a row gained nothing.
    private void Adapt(double value, double along)
    {
        if (value > Value)
        {
            withoutGain = 0;
            stretch = along > 0 ? Math.Min(2, stretch * 1.1) : stretch;
        }
        else if (++withoutGain >= Pace.Patience)
        {
            withoutGain = 0;
            stretch = Math.Max(1e-4, stretch * Pace.Shrink);
        }
    }
}

/// <param name="Fresh">Weight of the newest excess in the average.</param>
/// <param name="Patience">Steps without gain before the steps are made shorter …</param>
/// <param name="Shrink">… to this share.</param>
/// <param name="Reach">The target lies this share of the distance to the best known cost above the value.</param>
internal sealed record AscentPace(double Fresh, int Patience, double Shrink, double Reach);
