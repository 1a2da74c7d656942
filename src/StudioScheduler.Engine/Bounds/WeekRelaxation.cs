using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Bounds;

/// <summary>What a bound is of.</summary>
internal enum BoundOf
{
    /// <summary>What must be left out: places are free, leaving out costs.</summary>
    Medium,

    /// <summary>What the week must cost if no more than a given amount is left out.</summary>
    Soft,
}

/// <summary>
/// Makes the priced week of a problem. Kept exactly: what a block costs by where and when it is, one block at a time on a stage, a
/// crew and a person with the least gaps between them, the changeovers between looks, pools, shifts with their rests, waits, presence.
/// In the bound of soft also each pair of <c>after</c>. Dropped: which block of a crew follows which (only the least move counts), <c>sound</c>.
/// </summary>
internal sealed partial class WeekRelaxation
{
    private readonly ProblemIndex problem;
    private readonly BoundOf of;
    private readonly long allowedLeftOut;
    private readonly AllowedStarts allowed;
    private readonly PlaceMinima minima;
    private readonly StageRows stages;
    private readonly int step;
    private readonly int horizon;
    private readonly Floor[] floors;
    private readonly long[] earliest;
    private readonly int[] personRow;
    private readonly (int Block, RelaxedOrder Order)[] orders;

    private WeekRelaxation(ProblemIndex problem, BoundOf of, long leftOut, Floor[] floors)
    {
        this.problem = problem;
        this.of = of;
        this.floors = floors;
        allowed = AllowedStarts.Of(problem);
        minima = new PlaceMinima(problem);
        stages = new StageRows(problem, minima);
        step = problem.Grid.StepMinutes;
        horizon = (int)((problem.End + step - 1) / step);
        earliest = Enumerable.Repeat(-1L, problem.Blocks.Length).ToArray();
        SurelyLeftOut = problem.Blocks.Where(b => Earliest(b.Index) >= problem.End).Sum(b => b.LeftOutCost);
        allowedLeftOut = leftOut - SurelyLeftOut;
        AllowedLeftOut = allowedLeftOut;

        var next = stages.Count + problem.Pools.Length + problem.Crews.Length;
        personRow = [.. problem.People.Select(p => HasRow(p) ? next++ : -1)];
        orders = of == BoundOf.Soft ? Orders(next) : [];
        var blocks = problem.Blocks.Where(b => Earliest(b.Index) < problem.End).Select(Relaxed).ToArray();
        Ticks = horizon + blocks.SelectMany(b => b.Places).Select(p => p.CrewTail).DefaultIfEmpty(0).Max();
        var rows = Enumerable.Range(0, problem.Stages.Length)
            .Select(s => stages.Supply(s, Ticks, of == BoundOf.Soft ? Scale.Point * (double)problem.Weights.Changeover : 0))
            .Concat(problem.Pools.Select(p => new FixedSupply(CapacityOf(p))))
            .Concat(problem.Crews.Select(c => SupplyOf(c, blocks, isCrew: true)))
            .Concat(problem.People.Where(HasRow).Select(p => SupplyOf(p, blocks, isCrew: false)))
            .Concat(orders.Where(o => o.Order.IsFirst).Select(_ => new FixedSupply(Full(1))));
        Week = new PricedWeek(blocks, [.. rows], Ticks, [.. floors.Select(f => f.Least)]);
        Prices = FirstPrices();
        Blocks = blocks;
    }

    public ProblemIndex Problem => problem;

    public BoundOf Of => of;

    /// <summary>Blocks that have any place.</summary>
    public RelaxedBlock[] Blocks { get; }

    /// <summary>Ticks of the horizon; <see cref="Ticks"/> is longer by the longest tail.</summary>
    public int Horizon => horizon;

    /// <summary>The place of a pool among the supplies of <see cref="Week"/>.</summary>
    public int SupplyOfPool(int pool) => problem.Stages.Length + pool;

    /// <summary>The place of a crew among the supplies of <see cref="Week"/>.</summary>
    public int SupplyOfCrew(int crew) => problem.Stages.Length + problem.Pools.Length + crew;

    /// <summary>Row and place among the supplies of a person; -1 where the person has none.</summary>
    public (int Row, int Supply) PlaceOfPerson(int person) =>
        (personRow[person], personRow[person] < 0 ? -1 : personRow[person] - stages.Count + problem.Stages.Length);

    /// <summary>What there is at least between two blocks of a crew.</summary>
    public PlaceMinima Minima => minima;

    public PricedWeek Week { get; }

    /// <summary>The prices of the trivial bound: nobody pays for anything but presence and waits.</summary>
    public double[] Prices { get; }

    public int Ticks { get; }

    /// <summary>Priority × minutes of blocks that have no place at all.</summary>
    public long SurelyLeftOut { get; }

    /// <summary>What may be left out beyond <see cref="SurelyLeftOut"/>.</summary>
    public long AllowedLeftOut { get; }

    /// <summary>Scaled points that rounding down rate and presence as sums may take off.</summary>
    public double RoundedOff => of == BoundOf.Soft ? 59 * Scale.Sixtieth * ((long)problem.Weights.Rate + problem.Weights.Presence) : 0;

    public static WeekRelaxation OfMedium(ProblemIndex problem) => new(problem, BoundOf.Medium, long.MaxValue / 4, []);

    /// <param name="leftOut">Priority × minutes that may be left out; at least 0.</param>
    /// <param name="floors">What must be left out of some sets of blocks, no block in two of them.</param>
    public static WeekRelaxation OfSoft(ProblemIndex problem, long leftOut, Floor[] floors) => new(problem, BoundOf.Soft, leftOut, floors);

    private long WithSuccessors(IndexedBlock block, HashSet<int> seen) =>
        seen.Add(block.Index)
            ? (Earliest(block.Index) < problem.End ? block.LeftOutCost : 0) + block.Successors.Sum(s => WithSuccessors(problem.Blocks[s], seen))
            : 0;

    // The earliest start on any stage, after the earliest of every predecessor; the horizon's end where there is none.
    private long Earliest(int block)
    {
        if (earliest[block] >= 0)
        {
            return earliest[block];
        }

        var given = problem.Blocks[block];
        var from = given.After.Select(a => Earliest(a.Block) + problem.Blocks[a.Block].DurationMinutes + a.MinGapMinutes).DefaultIfEmpty(0).Max();
        var tick = (int)Math.Min(horizon, problem.Grid.RoundUp(from) / step);
        var first = allowed.Runs[block].SelectMany(r => Later(r, tick)).Select(r => r.From).DefaultIfEmpty(-1).Min();
        return earliest[block] = first < 0 ? Math.Max(problem.End, 1) : (long)first * step;
    }

    private static IEnumerable<(int From, int To)> Later((int From, int To)[] runs, int tick) =>
        runs.Where(r => r.To > tick).Select(r => (Math.Max(r.From, tick), r.To));

    private RelaxedBlock Relaxed(IndexedBlock block)
    {
        var length = block.DurationMinutes / step;
        var tick = (int)(Earliest(block.Index) / step);
        var places = block.Stages.Select((s, i) => Place(block, s, [.. Later(allowed.Runs[block.Index][i], tick)]))
            .Where(p => p.Runs.Length > 0).ToArray();
        var first = places.Min(p => p.Runs[0].From);
        var last = places.Max(p => p.Runs[^1].To);
        var costs = Enumerable.Range(first, last - first)
            .Select(t => of == BoundOf.Soft ? Scale.Point * (double)StartCost.Of(problem, block, (long)t * step) : 0).ToArray();
        (int, int)[] uses = [.. block.Pools.Select(u => (stages.Count + u.Pool, u.Units)),
            .. block.People.Where(p => personRow[p] >= 0).Select(p => (personRow[p], 1))];
        return new(block.Index, length, first, costs, uses, stages.Count + problem.Pools.Length + block.Crew, places,
            MustBePlaced(block) ? double.PositiveInfinity : block.LeftOutCost)
        {
            Floors = [.. Enumerable.Range(0, floors.Length).Where(f => floors[f].Blocks.Contains(block.Index))],
            Orders = OrdersOf(block.Index),
        };
    }

    // Left out with all that come after it, it would leave too little for the floors of other blocks.
    private bool MustBePlaced(IndexedBlock block)
    {
        if (allowed.MustStand[block.Index])
        {
            return true;
        }

        var together = new HashSet<int>();
        var own = WithSuccessors(block, together);
        return own + floors.Where(f => !f.Blocks.Any(together.Contains)).Sum(f => f.Least) > allowedLeftOut;
    }

    private RelaxedPlace Place(IndexedBlock block, int stage, (int From, int To)[] runs)
    {
        var pool = problem.ChangeoverPool(stage);
        var paid = minima.ChangeoverPaid(block, stage);
        var weights = problem.Weights;
        var stands = block.Published is { } was && was.Stage == stage && problem.Grid.IsOnGrid(was.Start) ? (int)(was.Start / step) : -1;
        var changed = (long)weights.Changed * CpSat.PlaceCostModel.ChangedUnits(problem, block);
        var ofCrew = minima.MoveInto(block, stage) - ((long)weights.Wait * block.DurationMinutes);
        var points = ((long)weights.Changeover * paid) + ofCrew + changed;
        var yuan60 = (long)weights.Rate * problem.Stages[stage].HourlyRate * block.DurationMinutes;
        return new(stages.Of(stage, block.Look), runs, of == BoundOf.Soft ? (Scale.Point * points) + (Scale.Sixtieth * yuan60) : 0,
            minima.CrewGapAfter(block, stage) / step, minima.ChangeoverFromOthers(block, stage) / step,
            stages.Count + pool, pool < 0 ? 0 : paid / step, stands, of == BoundOf.Soft ? Scale.Point * changed : 0)
        {
            Stage = stage,
            CrewCost = of == BoundOf.Soft ? Scale.Point * (double)ofCrew : 0,
        };
    }

    private double[] FirstPrices()
    {
        var prices = new double[Week.Size];
        if (of == BoundOf.Medium)
        {
            return prices;
        }

        var crews = stages.Count + problem.Pools.Length;
        for (var c = 0; c < problem.Crews.Length; c++)
        {
            prices.AsSpan((crews + c) * Ticks, Ticks).Fill(Scale.Point * (double)problem.Weights.Wait * step);
        }

        foreach (var person in problem.People.Where(p => personRow[p.Index] >= 0))
        {
            prices.AsSpan(personRow[person.Index] * Ticks, Ticks)
                .Fill(Scale.Sixtieth * (double)problem.Weights.Presence * person.PresenceRate * step);
        }

        return prices;
    }
}
