using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// What must be left out because there is too much of it: blocks that share stages, a crew, a person or a pool, as knapsacks. Known at
/// once and exact for each knapsack; the search over prices needs many steps to see a single stage that is booked far beyond its week.
/// Then, one worker at a time, what does not fit into shifts (<see cref="ShiftPacking"/>).
/// </summary>
/// <remarks>
/// A knapsack: whatever is placed takes its ticks from the ticks in which any of the blocks may run. Knapsacks over disjoint blocks
/// add up: the one that leaves out most is taken, its blocks are taken out of the others, and so on.
/// </remarks>
internal sealed class LeftOutFloor
{
    // Beyond so many cells a block may be cut at the edge of the knapsack: little is lost where there are many.
    private const long MostCells = 4_000_000;

    // A worker whose blocks fill less of what they can work than this has nothing left out by shifts alone.
    private const double LeastLoad = 0.9;

    private readonly WeekRelaxation medium;
    private readonly List<(Sack Sack, long Floor)> sacks;
    private readonly Queue<IndexedWorker> open;

    /// <param name="medium">A relaxation of what is left out.</param>
    public LeftOutFloor(WeekRelaxation medium)
    {
        this.medium = medium;
        sacks = [.. AllSacks(medium).Select(s => (s, FloorOf(s))).Where(s => s.Item2 > 0)];
        Floors = Disjoint();
        open = new(ByLoad());
    }

    /// <summary>What is left out of some blocks, no block in two of them.</summary>
    public Floor[] Floors { get; private set; }

    /// <summary>Priority × minutes that no schedule with hard 0 can place, beside <see cref="WeekRelaxation.SurelyLeftOut"/>.</summary>
    public long Sum => Floors.Sum(f => f.Least);

    /// <summary>Whether there is a worker whose shifts were not looked at.</summary>
    public bool IsOpen => open.Count > 0;

    /// <summary>Looks at the shifts of one more worker.</summary>
    /// <returns>Whether there is more left out now.</returns>
    public bool Improve()
    {
        var worker = open.Dequeue();
        var least = ShiftPacking.LeastLeftOut(medium, worker);
        if (least == 0)
        {
            return false;
        }

        var before = Sum;
        var blocks = medium.Blocks.Where(b => worker.Blocks.Contains(b.Index)).ToArray();
        sacks.Add((new([.. blocks.Select(b => ItemOf(medium, b, 0))], 0) { Proven = least }, least));
        Floors = Disjoint();
        return Sum > before;
    }

    // The one that leaves out most first, its blocks taken out of the others, and so on.
    private Floor[] Disjoint()
    {
        var floors = new List<Floor>();
        var taken = new HashSet<int>();
        List<(Sack Sack, long Floor)> left = [.. sacks];
        while (left.Count > 0)
        {
            var (most, floor) = left.MaxBy(s => s.Floor);
            floors.Add(new([.. most.Blocks.Select(b => b.Index)], floor));
            taken.UnionWith(floors[^1].Blocks);
            left = [.. left.Select(o => o.Sack.Blocks.Any(b => taken.Contains(b.Index)) ? Without(o.Sack) : o).Where(o => o.Floor > 0)];
        }

        return [.. floors];

        // The capacity stays: fewer blocks never need more of it.
        (Sack Sack, long Floor) Without(Sack sack)
        {
            var rest = sack with
            {
                Blocks = [.. sack.Blocks.Where(b => !taken.Contains(b.Index))],
                Proven = Math.Max(0, sack.Proven - sack.Blocks.Where(b => taken.Contains(b.Index)).Sum(b => b.Value)),
            };
            return (rest, FloorOf(rest));
        }
    }

    // Workers with shifts, those who are booked most first.
    private IEnumerable<IndexedWorker> ByLoad()
    {
        var problem = medium.Problem;
        return problem.Crews.Where(c => c.Shift is not null).Select(c => (Worker: c, Supply: medium.SupplyOfCrew(c.Index)))
            .Concat(problem.People.Where(p => p.Shift is not null && medium.PlaceOfPerson(p.Index).Supply >= 0)
                .Select(p => (Worker: p, medium.PlaceOfPerson(p.Index).Supply)))
            .Select(w => (w.Worker, Load: LoadOf(w.Worker, w.Supply))).Where(w => w.Load >= LeastLoad)
            .OrderByDescending(w => w.Load).Select(w => w.Worker);
    }

    private double LoadOf(IndexedWorker worker, int supply)
    {
        var own = medium.Blocks.Where(b => worker.Blocks.Contains(b.Index)).ToArray();
        return own.Length == 0 ? 0 : own.Sum(b => b.Ticks) / Math.Max(1, medium.Week.MostOf(supply, Busy(own, medium.Ticks, static _ => true)));
    }

    private static IEnumerable<Sack> AllSacks(WeekRelaxation medium)
    {
        var problem = medium.Problem;
        var groups = medium.Blocks.Select(b => b.Places.Select(p => p.Stage).ToHashSet()).Distinct(HashSet<int>.CreateSetComparer());
        return groups.Select(g => OfStages(medium, g))
            .Concat(problem.Crews.Select(c => OfSupply(medium, medium.SupplyOfCrew(c.Index), b => problem.Blocks[b].Crew == c.Index ? 1 : 0)))
            .Concat(problem.People.Where(p => medium.PlaceOfPerson(p.Index).Supply >= 0)
                .Select(p => OfSupply(medium, medium.PlaceOfPerson(p.Index).Supply, b => problem.Blocks[b].People.Contains(p.Index) ? 1 : 0)))
            .Concat(problem.Pools.Select(p => OfSupply(medium, medium.SupplyOfPool(p.Index),
                b => problem.Blocks[b].Pools.Where(u => u.Pool == p.Index).Sum(u => u.Units))));
    }

    /// <summary>
    /// Blocks that stand on these stages or nowhere, each with the least changeover before it. A changeover may lie before the horizon or
    /// where no block may run, but only the one of the first block behind: the longest one is added for each such stretch.
    /// </summary>
    private static Sack OfStages(WeekRelaxation medium, HashSet<int> stages)
    {
        var own = medium.Blocks.Where(b => b.Places.All(p => stages.Contains(p.Stage))).ToArray();
        var longest = own.Max(LeadOf);
        long capacity = 0;
        foreach (var stage in stages)
        {
            var busy = Busy(own, medium.Ticks, p => p.Stage == stage);
            capacity += longest;
            var idle = 0;
            for (var t = Math.Max(0, Array.IndexOf(busy, 1.0)); t < busy.Length; t++)
            {
                var isBusy = busy[t] > 0;
                capacity += isBusy ? 1 + Math.Min(longest, idle) : 0;
                idle = isBusy ? 0 : idle + 1;
            }
        }

        return new([.. own.Select(b => ItemOf(medium, b, b.Ticks + LeadOf(b)))], capacity);
    }

    private static Sack OfSupply(WeekRelaxation medium, int supply, Func<int, int> units)
    {
        var own = medium.Blocks.Where(b => units(b.Index) > 0).ToArray();
        var most = own.Length == 0 ? 0 : medium.Week.MostOf(supply, Busy(own, medium.Ticks, static _ => true));
        return new([.. own.Select(b => ItemOf(medium, b, b.Ticks * units(b.Index)))], (long)Math.Round(Math.Max(0, most)));
    }

    private static Item ItemOf(WeekRelaxation medium, RelaxedBlock block, int weight) =>
        new(block.Index, weight, medium.Problem.Blocks[block.Index].LeftOutCost, double.IsPositiveInfinity(block.LeftOut));

    private static int LeadOf(RelaxedBlock block) => block.Places.Min(p => p.StageLead);

    /// <summary>1 in each tick in which any of the blocks may run, else 0.</summary>
    public static double[] Busy(RelaxedBlock[] blocks, int ticks, Func<RelaxedPlace, bool> counts)
    {
        var busy = new double[ticks];
        foreach (var block in blocks)
        {
            foreach (var (from, to) in block.Places.Where(counts).SelectMany(p => p.Runs))
            {
                busy.AsSpan(from, Math.Min(ticks, to - 1 + block.Ticks) - from).Fill(1);
            }
        }

        return busy;
    }

    private static long FloorOf(Sack sack) => Math.Max(sack.Proven, KnapsackOf(sack));

    private static long KnapsackOf(Sack sack)
    {
        var capacity = Math.Max(0, sack.Capacity - sack.Blocks.Where(b => b.MustStand).Sum(b => (long)b.Weight));
        var free = sack.Blocks.Where(b => !b.MustStand).ToArray();
        if (free.Sum(b => (long)b.Weight) <= capacity)
        {
            return 0;
        }

        var most = free.Length * capacity <= MostCells ? MostWhole(free, (int)capacity) : MostCut(free, capacity);
        return free.Sum(b => b.Value) - most;
    }

    private static long MostWhole(Item[] items, int capacity)
    {
        var most = new long[capacity + 1];
        foreach (var item in items)
        {
            for (var c = capacity; c >= item.Weight; c--)
            {
                most[c] = Math.Max(most[c], most[c - item.Weight] + item.Value);
            }
        }

        return most[capacity];
    }

    private static long MostCut(Item[] items, long capacity)
    {
        long most = 0;
        foreach (var item in items.OrderByDescending(i => (double)i.Value / i.Weight))
        {
            if (item.Weight > capacity)
            {
                // Rounded up, and one more for the order at equal shares in doubles.
                return most + (item.Value * capacity / item.Weight) + 1;
            }

            most += item.Value;
            capacity -= item.Weight;
        }

        return most;
    }

    /// <param name="Capacity">Of the weights of what is placed.</param>
    private sealed record Sack(Item[] Blocks, long Capacity)
    {
        /// <summary>Left out at least, for another reason than the capacity.</summary>
        public long Proven { get; init; }
    }

    private readonly record struct Item(int Index, int Weight, long Value, bool MustStand);
}
