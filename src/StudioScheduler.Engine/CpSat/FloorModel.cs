using System.Numerics;
using Google.OrTools.Sat;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// The week of a few blocks as if there were no others: every rule among them that taking others away cannot break. So whatever these
/// blocks leave out at least here, they leave out at least in every schedule with hard 0. Times are ticks.
/// </summary>
/// <remarks>Dropped: the pools of changeovers, whose moment depends on the neighbours, and blocks that come <c>after</c> by way of others.</remarks>
internal sealed class FloorModel
{
    private readonly Dictionary<(int, int, int, int), IntervalVar> intervals = [];
    private readonly List<(int Block, int Stage, IntVar Start, ILiteral On)> places = [];

    /// <param name="blocks">Of the relaxation's; each at most once.</param>
    public FloorModel(WeekRelaxation medium, RelaxedBlock[] blocks)
    {
        (Problem, Blocks) = (medium.Problem, blocks);
        Step = Problem.Grid.StepMinutes;
        Horizon = medium.Horizon;
        Starts = new IntVar[blocks.Length];
        Placed = new ILiteral[blocks.Length];
        On = new ILiteral[blocks.Length][];
        for (var b = 0; b < blocks.Length; b++)
        {
            AddBlock(b);
        }

        foreach (var stage in places.Select(p => p.Stage).Distinct().Order().ToArray())
        {
            FloorStage.Add(this, stage);
        }

        foreach (var worker in Problem.Crews.Concat(Problem.People))
        {
            var own = Enumerable.Range(0, blocks.Length).Where(b => worker.Blocks.Contains(blocks[b].Index)).ToArray();
            if (own.Length > 0)
            {
                FloorWorker.Add(this, worker, own);
            }
        }

        AddPools(medium);
        AddPairs();
        var weights = blocks.Select(b => Problem.Blocks[b.Index].LeftOutCost).ToArray();
        Unit = Math.Max(1, weights.Aggregate(0L, (a, w) => (long)BigInteger.GreatestCommonDivisor(a, w)));
        LeftOut = LinearExpr.WeightedSum(Placed.Select(p => LinearExpr.Sum([p.Not()])), weights.Select(w => w / Unit));
        Model.Minimize(LeftOut);
    }

    public ProblemIndex Problem { get; }

    public RelaxedBlock[] Blocks { get; }

    public CpModel Model { get; } = new();

    public int Step { get; }

    public int Horizon { get; }

    /// <summary>What is left out in units of <see cref="Unit"/>: the objective.</summary>
    public LinearExpr LeftOut { get; }

    /// <summary>Priority × minutes of one unit.</summary>
    public long Unit { get; }

    public IntVar[] Starts { get; }

    public ILiteral[] Placed { get; }

    /// <summary>By block and place in its list of places.</summary>
    public ILiteral[][] On { get; }

    public IEnumerable<(int Block, ILiteral On)> OnStage(int stage) => places.Where(p => p.Stage == stage).Select(p => (p.Block, p.On));

    /// <summary>The block's ticks with some before and behind; the same one for the same question.</summary>
    public IntervalVar Interval(int block, int before, int behind, ILiteral when)
    {
        var key = (block, before, behind, when.GetIndex());
        if (!intervals.TryGetValue(key, out var interval))
        {
            interval = Model.NewOptionalFixedSizeIntervalVar(Starts[block] - before, before + Blocks[block].Ticks + behind, when, "on");
            intervals.Add(key, interval);
        }

        return interval;
    }

    private void AddBlock(int b)
    {
        var block = Blocks[b];
        var runs = block.Places.SelectMany(p => p.Runs).ToArray();
        Starts[b] = Model.NewIntVarFromDomain(In(runs), $"b{b}start");
        Placed[b] = double.IsPositiveInfinity(block.LeftOut) ? Model.TrueLiteral() : Model.NewBoolVar($"b{b}");
        On[b] = block.Places.Length == 1 ? [Placed[b]] : [.. block.Places.Select((_, i) => Model.NewBoolVar($"b{b}on{i}"))];
        if (On[b].Length > 1)
        {
            Model.Add(LinearExpr.Sum(On[b]) == LinearExpr.Sum([Placed[b]]));
        }

        for (var i = 0; i < On[b].Length; i++)
        {
            places.Add((b, block.Places[i].Stage, Starts[b], On[b][i]));
            if (On[b].Length > 1)
            {
                Model.AddLinearExpressionInDomain(Starts[b], In(block.Places[i].Runs)).OnlyEnforceIf(On[b][i]);
            }
        }
    }

    public static Google.OrTools.Util.Domain In((int From, int To)[] runs) =>
        Google.OrTools.Util.Domain.FromIntervals([.. runs.Select(r => new[] { r.From, (long)r.To - 1 })]);

    private void AddPools(WeekRelaxation medium)
    {
        foreach (var pool in Problem.Pools)
        {
            var own = Enumerable.Range(0, Blocks.Length).Where(b => Problem.Blocks[Blocks[b].Index].Pools.Any(u => u.Pool == pool.Index)).ToArray();
            if (own.Length == 0)
            {
                continue;
            }

            var capacity = medium.CapacityOf(pool);
            var units = own.Select(b => Problem.Blocks[Blocks[b].Index].Pools.Where(u => u.Pool == pool.Index).Sum(u => u.Units)).ToArray();
            for (var i = 0; i < own.Length; i++)
            {
                Model.AddLinearExpressionInDomain(Starts[own[i]], StartsWithin(own[i], capacity, units[i])).OnlyEnforceIf(Placed[own[i]]);
            }

            var most = (int)capacity.AsSpan(0, Horizon).ToArray().Max();
            if (units.Sum() > capacity.AsSpan(0, Horizon).ToArray().Min())
            {
                AddPool(own, units, capacity, most);
            }
        }
    }

    // Where the block alone finds enough units. The solver must not meet a fixed interval beside an optional one that never goes with it: with
    // such a pair in a cumulative it has called a model infeasible that is not (9.15, probing off).
    private Google.OrTools.Util.Domain StartsWithin(int block, double[] capacity, int units)
    {
        var runs = new List<(int From, int To)>();
        for (var (t, free) = (0, 0); t < Horizon; t++)
        {
            free = capacity[t] >= units ? free + 1 : 0;
            if (free >= Blocks[block].Ticks)
            {
                var start = t + 1 - Blocks[block].Ticks;
                var goesOn = runs.Count > 0 && runs[^1].To == start;
                runs.Add((goesOn ? runs[^1].From : start, start + 1));
                if (goesOn)
                {
                    runs.RemoveAt(runs.Count - 2);
                }
            }
        }

        return In([.. runs]);
    }

    private void AddPool(int[] own, int[] units, double[] capacity, int most)
    {
        var fit = Enumerable.Range(0, own.Length).Where(i => units[i] <= most).ToArray();
        if (most <= 1)
        {
            Model.AddNoOverlap(fit.Select(i => Interval(own[i], 0, 0, Placed[own[i]])));
            return;
        }

        var cumulative = Model.AddCumulative(most);
        for (var t = 0; t < Horizon;)
        {
            var from = t;
            while (t < Horizon && capacity[t] == capacity[from])
            {
                t++;
            }

            if (capacity[from] < most)
            {
                cumulative.AddDemand(Model.NewFixedSizeIntervalVar(from, t - from, "less"), most - (int)capacity[from]);
            }
        }

        foreach (var i in fit)
        {
            cumulative.AddDemand(Interval(own[i], 0, 0, Placed[own[i]]), units[i]);
        }
    }

    private void AddPairs()
    {
        for (var b = 0; b < Blocks.Length; b++)
        {
            foreach (var (before, gap) in Problem.Blocks[Blocks[b].Index].After)
            {
                var a = Array.FindIndex(Blocks, o => o.Index == before);
                if (a >= 0)
                {
                    Model.AddImplication(Placed[b], Placed[a]);
                    Model.Add(Starts[b] >= Starts[a] + (Blocks[a].Ticks + (gap / Step))).OnlyEnforceIf(Placed[b]);
                }
            }
        }
    }
}
