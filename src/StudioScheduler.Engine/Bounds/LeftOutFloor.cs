namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// What must be left out because there is too much of it: blocks that share stages, a crew, a person or a pool, as knapsacks. Known at
/// once and exact for each knapsack; the search over prices needs many steps to see a single stage that is booked far beyond its week.
/// </summary>
/// <remarks>
/// A knapsack: whatever is placed takes its ticks from the ticks in which any of the blocks may run. Knapsacks over disjoint blocks
/// add up: the one that leaves out most is taken, its blocks are taken out of the others, and so on.
/// </remarks>
internal static class LeftOutFloor
{
    // Beyond so many cells a block may be cut at the edge of the knapsack: little is lost where there are many.
    private const long MostCells = 4_000_000;

    /// <summary>Priority × minutes that no schedule with hard 0 can place, beside <see cref="WeekRelaxation.SurelyLeftOut"/>.</summary>
    /// <param name="medium">A relaxation of what is left out.</param>
    public static long Of(WeekRelaxation medium)
    {
        var taken = new HashSet<int>();
        var open = AllSacks(medium).Select(s => (Sack: s, Floor: FloorOf(s))).Where(s => s.Floor > 0).ToList();
        long sum = 0;
        while (open.Count > 0)
        {
            var (most, floor) = open.MaxBy(s => s.Floor);
            sum += floor;
            taken.UnionWith(most.Blocks.Select(b => b.Index));
            open = [.. open.Select(o => o.Sack.Blocks.Any(b => taken.Contains(b.Index)) ? Without(o.Sack) : o).Where(o => o.Floor > 0)];
        }

        return sum;

        // The capacity stays: fewer blocks never need more of it.
        (Sack Sack, long Floor) Without(Sack sack)
        {
            var left = sack with { Blocks = [.. sack.Blocks.Where(b => !taken.Contains(b.Index))] };
            return (left, FloorOf(left));
        }
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
    private static double[] Busy(RelaxedBlock[] blocks, int ticks, Func<RelaxedPlace, bool> counts)
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

    private static long FloorOf(Sack sack)
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

    private sealed record Sack(Item[] Blocks, long Capacity);

    private readonly record struct Item(int Index, int Weight, long Value, bool MustStand);
}
