namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The best bound of one relaxation, a little work at a time: first each block by itself (<see cref="PriceClimb"/>, cheap), then whole
/// weeks of the crews from the prices found (<see cref="CrewClimb"/>, dearer and never below), and when that gains little any more with weeks
/// that shoot no block twice (<see cref="ElementaryClimb"/>).
/// </summary>
internal sealed class BoundClimb
{
    // Turns and share of the distance. The crews' first turn says far more than the rest of the blocks' cycle …
    private const int TurnsOfBlocks = 100;
    private const double SettledBlocks = 0.02;

    // … and where the crews gain little, it is time for dearer turns.
    private const int TurnsOfCrews = 5;
    private const double SettledCrews = 0.1;

    private readonly WeekRelaxation relaxation;
    private readonly bool isLeftOutPriced;
    private readonly int threads;
    private readonly PriceClimb blocks;
    private readonly Settling blocksSettle;
    private bool isCrewsTurn;
    private CrewClimb? crews;
    private Settling? crewsSettle;
    private bool hasNoCrews;
    private ElementaryClimb? elementary;

    /// <param name="from">Prices to begin at and the price of what is left out, both scaled.</param>
    /// <param name="firstStep">Scaled points by which the first sweeps raise a tick's price.</param>
    /// <param name="isWarm">The prices are of such a climb: the crews go on from there.</param>
    public BoundClimb(WeekRelaxation relaxation, double[] from, double leftOutPrice, bool isLeftOutPriced, double firstStep, int threads, bool isWarm)
    {
        (this.relaxation, this.isLeftOutPriced, this.threads, isCrewsTurn) = (relaxation, isLeftOutPriced, threads, isWarm);
        blocks = new PriceClimb(relaxation, from, leftOutPrice, isLeftOutPriced, firstStep);
        Take(blocks.CertifiedValue, blocks.CertifiedLeftOutPrice);
        blocksSettle = new(TurnsOfBlocks, SettledBlocks, ValueOfBlocks);
    }

    /// <summary>The certified value and price of what is left out that together say most of a schedule that leaves out what is allowed.</summary>
    public double CertifiedValue { get; private set; } = double.NegativeInfinity;

    public double CertifiedLeftOutPrice { get; private set; }

    /// <summary>Whether the crews have had a turn: another climb can begin with them from here.</summary>
    public bool HasCrews => crews is not null;

    /// <summary>The best prices so far, one for each row and tick.</summary>
    public double[] Best => elementary is not null ? elementary.Prices.ToArray() : crews is null ? blocks.Best : crews.Prices.ToArray();

    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public void Work(double knownCost, CancellationToken cancellation)
    {
        if (hasNoCrews || !isCrewsTurn)
        {
            blocks.Work(knownCost);
            Take(blocks.CertifiedValue, blocks.CertifiedLeftOutPrice);
            isCrewsTurn = blocksSettle.HasSettled(ValueOfBlocks, knownCost) || blocks.Cycles > 0;
        }
        else if (crews is null)
        {
            BeginWithCrews(knownCost);
        }
        else if (elementary is null)
        {
            crews.Work(knownCost);
            Take(crews.CertifiedValue, crews.CertifiedLeftOutPrice);
            elementary = crewsSettle!.HasSettled(ValueOfCrews, knownCost) ? crews.Elementary() : null;
        }
        else
        {
            elementary.Work(knownCost, cancellation);
            Take(elementary.CertifiedValue, elementary.CertifiedLeftOutPrice);
        }
    }

    private void BeginWithCrews(double knownCost)
    {
        var weeks = CrewPatterns.Of(relaxation, threads);
        hasNoCrews = weeks is null;
        if (weeks is not null)
        {
            crews = new CrewClimb(weeks, blocks.Best, blocks.CertifiedLeftOutPrice, isLeftOutPriced, relaxation.AllowedLeftOut, knownCost);
            Take(crews.CertifiedValue, crews.CertifiedLeftOutPrice);
            crewsSettle = new(TurnsOfCrews, SettledCrews, ValueOfCrews);
        }
    }

    private double ValueOfBlocks => Less(blocks.CertifiedValue, blocks.CertifiedLeftOutPrice);

    private double ValueOfCrews => Less(crews!.CertifiedValue, crews.CertifiedLeftOutPrice);

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
