namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The best bound of one relaxation, a little work at a time: first each block by itself (<see cref="PriceClimb"/>, cheap), then whole
/// weeks of the crews from the prices found (<see cref="CrewClimb"/>, dearer and never below), and when that gains little any more with weeks
/// that shoot no block twice (<see cref="ElementaryClimb"/>).
/// </summary>
internal sealed class BoundClimb
{
    // Where so many turns of the crews closed less than this of the distance, it is time for dearer ones.
    private const int TurnsToSettle = 5;
    private const double Settled = 0.1;

    private readonly WeekRelaxation relaxation;
    private readonly bool isLeftOutPriced;
    private readonly int threads;
    private readonly PriceClimb blocks;
    private CrewClimb? crews;
    private bool hasNoCrews;
    private ElementaryClimb? elementary;
    private int turns;
    private double valueBefore = double.NegativeInfinity;

    /// <param name="from">Prices to begin at and the price of what is left out, both scaled.</param>
    /// <param name="firstStep">Scaled points by which the first sweeps raise a tick's price.</param>
    public BoundClimb(WeekRelaxation relaxation, double[] from, double leftOutPrice, bool isLeftOutPriced, double firstStep, int threads)
    {
        (this.relaxation, this.isLeftOutPriced, this.threads) = (relaxation, isLeftOutPriced, threads);
        blocks = new PriceClimb(relaxation, from, leftOutPrice, isLeftOutPriced, firstStep);
        Take(blocks.CertifiedValue, blocks.CertifiedLeftOutPrice);
    }

    /// <summary>The certified value and price of what is left out that together say most of a schedule that leaves out what is allowed.</summary>
    public double CertifiedValue { get; private set; } = double.NegativeInfinity;

    public double CertifiedLeftOutPrice { get; private set; }

    /// <summary>The best prices so far, one for each row and tick.</summary>
    public double[] Best => elementary is not null ? elementary.Prices.ToArray() : crews is null ? blocks.Best : crews.Prices.ToArray();

    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public void Work(double knownCost, CancellationToken cancellation)
    {
        if (blocks.Cycles == 0 || hasNoCrews)
        {
            blocks.Work(knownCost);
            Take(blocks.CertifiedValue, blocks.CertifiedLeftOutPrice);
            return;
        }

        if (crews is null)
        {
            var weeks = CrewPatterns.Of(relaxation, threads);
            hasNoCrews = weeks is null;
            crews = weeks is null
                ? null
                : new CrewClimb(weeks, blocks.Best, blocks.CertifiedLeftOutPrice, isLeftOutPriced, relaxation.AllowedLeftOut, knownCost);
        }

        if (elementary is null && crews is not null)
        {
            crews.Work(knownCost);
            Take(crews.CertifiedValue, crews.CertifiedLeftOutPrice);
            elementary = IsSettled(knownCost) ? crews.Elementary() : null;
        }
        else if (elementary is not null)
        {
            elementary.Work(knownCost, cancellation);
            Take(elementary.CertifiedValue, elementary.CertifiedLeftOutPrice);
        }
    }

    // Some turns have closed little of the distance.
    private bool IsSettled(double knownCost)
    {
        if (++turns % TurnsToSettle > 0)
        {
            return false;
        }

        var value = Less(CertifiedValue, CertifiedLeftOutPrice);
        var isSettled = value - valueBefore < Settled * Math.Abs(knownCost - value);
        valueBefore = value;
        return isSettled;
    }

    // What of a value is left when all that may be left out for nothing is.
    private double Less(double value, double leftOutPrice) => value - (isLeftOutPriced ? leftOutPrice * relaxation.AllowedLeftOut : 0);

    private void Take(double value, double leftOutPrice)
    {
        if (Less(value, leftOutPrice) > Less(CertifiedValue, CertifiedLeftOutPrice))
        {
            (CertifiedValue, CertifiedLeftOutPrice) = (value, leftOutPrice);
        }
    }
}
