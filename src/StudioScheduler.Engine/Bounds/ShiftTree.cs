namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Every sequence of a crew's blocks that fits into one shift, with waits between them, priced for all starts of the shift at once.
/// The cheapest of each kind is kept by kind, length and start: see <see cref="Cheapest"/>. Sequences that cannot gain more than a shift
/// costs, whatever follows, are not looked at (<see cref="ShiftOutlook"/>). One instance works for one thread.
/// </summary>
internal sealed partial class ShiftTree
{
    /// <summary>Ticks: shifts whose lengths differ by less are kept as one, no longer than the shortest of them.</summary>
    public const int LengthStep = 2;

    private readonly double[][] values; // by depth, then by delay and start
    private readonly double[][] chains;
    private readonly double[][] promise; // by depth, then by start: the least of all delays with what follows
    private readonly int[] path;
    private readonly int[,] firstOf;
    private readonly int[,] lastOf;
    private readonly int width;
    private readonly ShiftOutlook outlook;
    private readonly double[] merged; // by start: of the delays of one length
    private readonly double[][] cheapest; // by kind and length in steps, then by start
    private readonly bool[] isFilled;
    private readonly List<int>[] lengths; // by kind
    private CrewPattern crew = null!;
    private double[][] costs = null!;
    private double[] rewards = null!;
    private double limit;
    private WeekShifts? sets;

    /// <param name="depth">The most blocks of a shift of any crew.</param>
    /// <param name="longest">Ticks of the longest shift of any crew.</param>
    /// <param name="kinds">The most kinds of any crew.</param>
    public ShiftTree(int depth, int longest, int ticks, int kinds)
    {
        width = ticks;
        outlook = new ShiftOutlook(ticks, longest);
        values = Rows(depth, (longest + 1) * ticks);
        chains = Rows(depth, (longest + 1) * ticks);
        promise = Rows(depth, ticks);
        path = new int[depth];
        firstOf = new int[depth + 1, CrewPattern.MostPeople];
        lastOf = new int[depth + 1, CrewPattern.MostPeople];
        merged = new double[ticks];
        cheapest = Rows(kinds * ((longest / LengthStep) + 1), ticks);
        isFilled = new bool[cheapest.Length];
        lengths = [.. Enumerable.Range(0, kinds).Select(_ => new List<int>())];
    }

    /// <summary>Lengths in steps of <see cref="LengthStep"/>, rounded down, of the shifts of a kind that may gain something.</summary>
    public IReadOnlyList<int> Lengths(int kind) => lengths[kind];

    /// <summary>Ticks of a length at least.</summary>
    public int TicksOf(int length) => Math.Max(crew.ShortestTicks, length * LengthStep);

    /// <summary>Ticks by which a shift of a length may be longer than <see cref="TicksOf"/>.</summary>
    public int MoreOf(int length) => (length * LengthStep) + LengthStep - 1 - TicksOf(length);

    /// <summary>By start, for one of <see cref="Lengths"/>: the least reduced cost, without the shift's own; below zero with it, or more than any week has use for.</summary>
    public double[] Cheapest(int kind, int length) => cheapest[Entry(kind, length)];

    /// <param name="costs">By block of the crew and start; infinite where it may not start, also beyond the horizon by a shift's length.</param>
    public void Grow(CrewPattern crew, double[][] costs, double[] rewards)
    {
        Array.Clear(isFilled);
        Array.ForEach(lengths, static l => l.Clear());
        Grow(crew, costs, rewards, -crew.CostOfShift, null);
    }

    /// <summary>Keeps the shifts of each set of blocks by themselves; what <see cref="Grow(CrewPattern, double[][], double[])"/> kept stays.</summary>
    /// <param name="dearest">What a shift with its own cost may cost.</param>
    public void GrowSets(CrewPattern crew, double[][] costs, double[] rewards, double dearest, WeekShifts into) =>
        Grow(crew, costs, rewards, dearest - crew.CostOfShift, into);

    private void Grow(CrewPattern crew, double[][] costs, double[] rewards, double limit, WeekShifts? into)
    {
        (this.crew, this.costs, this.rewards, this.limit, sets, asked) = (crew, costs, rewards, limit, into, null);
        outlook.Look(crew, costs, rewards);
        for (var first = 0; first < crew.Blocks.Length; first++)
        {
            Root(first, crew.Blocks[first].First, Math.Min(width, crew.Blocks[first].Last + 1));
        }
    }

    private void Root(int block, int from, int to)
    {
        if (from >= to || crew.Blocks[block].Ticks > crew.MaxTicks || (crew.Blocks[block].People & ~askedPeople) != 0 || (askedSet & (1UL << block)) == 0)
        {
            return;
        }

        for (var p = 0; p < crew.PersonTick.Length; p++)
        {
            (firstOf[1, p], lastOf[1, p]) = crew.Blocks[block].Has(p) ? (0, crew.Blocks[block].Ticks) : (-1, -1);
        }

        path[0] = block;
        var own = values[0].AsSpan(from, to - from);
        PlaceSums.Set(own, costs[block].AsSpan(from, own.Length), -rewards[block]);
        PlaceSums.Set(promise[0].AsSpan(from, own.Length), own, outlook.Behind(crew.Blocks[block].Ticks).Slice(from, own.Length), 0);
        Record(1, 1UL << block, 0, crew.Blocks[block].Ticks, from, to);
        Descend(1, 1UL << block, 0, 0, from, to);
    }

    // offset: of the last block's start without delays; delays: how many of them it may have.
    private void Descend(int depth, ulong used, int offset, int delays, int from, int to)
    {
        var last = path[depth - 1];
        var end = offset + crew.Blocks[last].Ticks;
        if (depth == path.Length || end + crew.ShortestTicks > crew.MaxTicks || !IsWorthwhile(depth - 1, ref from, ref to))
        {
            return;
        }

        var longest = asked is { } entry ? Math.Min(crew.MaxTicks, (entry.Length * LengthStep) + LengthStep - 1) : crew.MaxTicks;
        Chain(depth - 1, delays, crew.MaxTicks - end - crew.ShortestTicks, from, to);
        for (var next = 0; next < crew.Blocks.Length; next++)
        {
            var block = crew.Blocks[next];
            var starts = end + crew.Gap[last, next];
            var spare = longest - starts - block.Ticks;
            if (((used | ~askedSet) & (1UL << next)) != 0 || (used & block.MustFollowIt) != 0 || spare < 0 || (block.People & ~askedPeople) != 0)
            {
                continue;
            }

            var (low, high) = (Math.Max(from, block.First - starts - spare), Math.Min(to, block.Last - starts + 1));
            if (low >= high)
            {
                continue;
            }

            path[depth] = next;
            for (var p = 0; p < crew.PersonTick.Length; p++)
            {
                firstOf[depth + 1, p] = firstOf[depth, p] >= 0 || !block.Has(p) ? firstOf[depth, p] : starts;
                lastOf[depth + 1, p] = block.Has(p) ? starts + block.Ticks : lastOf[depth, p];
            }

            var price = crew.Pair[last, next] - rewards[next];
            var promised = promise[depth].AsSpan(low, high - low);
            promised.Fill(double.PositiveInfinity);
            for (var delay = 0; delay <= spare; delay++)
            {
                var own = values[depth].AsSpan((delay * width) + low, high - low);
                PlaceSums.Set(own, chains[depth - 1].AsSpan((delay * width) + low, high - low), costs[next].AsSpan(low + starts + delay, high - low), price);
                PlaceSums.Lower(promised, own, outlook.Behind(starts + delay + block.Ticks).Slice(low, high - low), 0);
            }

            var with = used | (1UL << next);
            Record(depth + 1, with, spare, starts + block.Ticks, low, high);
            Descend(depth + 1, with, starts, spare, low, high);
        }
    }

    // Cuts the starts down to those from which more blocks may make the shift worth its cost.
    private bool IsWorthwhile(int depth, ref int from, ref int to)
    {
        Cut(promise[depth], ref from, ref to);
        return from < to;
    }

    private void Cut(double[] row, ref int from, ref int to)
    {
        while (from < to && row[from] >= limit)
        {
            from++;
        }

        while (from < to && row[to - 1] >= limit)
        {
            to--;
        }
    }

    // The cheapest way to be ready for the next block with so much delay: as the last block was, or later after a wait.
    private void Chain(int depth, int delays, int wanted, int from, int to)
    {
        var count = to - from;
        for (var delay = 0; delay <= wanted; delay++)
        {
            var chain = chains[depth].AsSpan((delay * width) + from, count);
            if (delay > delays)
            {
                PlaceSums.Set(chain, chains[depth].AsSpan(((delay - 1) * width) + from, count), crew.WaitTick);
                continue;
            }

            values[depth].AsSpan((delay * width) + from, count).CopyTo(chain);
            if (delay > 0)
            {
                PlaceSums.Lower(chain, chains[depth].AsSpan(((delay - 1) * width) + from, count), crew.WaitTick);
            }
        }
    }

    private static double[][] Rows(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => new double[length])];
}
