namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Every sequence of a crew's blocks that fits into one shift, with waits between them, priced for all starts of the shift at once.
/// The cheapest of each kind is kept by kind, length and start: see <see cref="Cheapest"/>. One instance works for one thread.
/// </summary>
internal sealed class ShiftTree
{
    private readonly double[][] values; // by depth, then by delay and start
    private readonly double[][] chains;
    private readonly int[] path;
    private readonly int[,] firstOf;
    private readonly int[,] lastOf;
    private readonly int width;
    private CrewPattern crew = null!;
    private double[][] costs = null!;
    private double[] rewards = null!;
    private (int Start, int Kind, int Length)? asked;
    private int askedPeople = -1;
    private double askedBest;

    /// <param name="depth">The most blocks of a shift of any crew.</param>
    /// <param name="longest">Ticks of the longest shift of any crew.</param>
    /// <param name="kinds">The most kinds of any crew.</param>
    public ShiftTree(int depth, int longest, int ticks, int kinds)
    {
        width = ticks;
        values = [.. Enumerable.Range(0, depth).Select(_ => new double[(longest + 1) * ticks])];
        chains = [.. Enumerable.Range(0, depth).Select(_ => new double[(longest + 1) * ticks])];
        path = new int[depth];
        firstOf = new int[depth + 1, CrewPattern.MostPeople];
        lastOf = new int[depth + 1, CrewPattern.MostPeople];
        Cheapest = [.. Enumerable.Range(0, kinds * (longest + 1)).Select(_ => new double[ticks])];
    }

    /// <summary>By kind × (longest + 1) + length, then by start: the least reduced cost, without the shift's own; only below zero with it.</summary>
    public double[][] Cheapest { get; }

    /// <summary>Which entries of <see cref="Cheapest"/> hold anything.</summary>
    public bool[] IsFilled { get; private set; } = [];

    /// <summary>Blocks of the shift that was asked for, with their starts.</summary>
    public List<(int Block, int Start)> Found { get; } = [];

    /// <param name="costs">By block of the crew and start; infinite where it may not start, also beyond the horizon by a shift's length.</param>
    public void Grow(CrewPattern crew, double[][] costs, double[] rewards)
    {
        (this.crew, this.costs, this.rewards, asked) = (crew, costs, rewards, null);
        IsFilled = new bool[crew.Kinds * (crew.MaxTicks + 1)];
        for (var first = 0; first < crew.Blocks.Length; first++)
        {
            Root(first, crew.Blocks[first].First, Math.Min(width, crew.Blocks[first].Last + 1));
        }
    }

    /// <summary>Finds the sequence behind one entry of <see cref="Cheapest"/>, after <see cref="Grow"/> for the same crew.</summary>
    public void Find(int start, int kind, int length)
    {
        asked = (start, kind, length);
        askedPeople = Enumerable.Range(0, crew.PersonTick.Length).Where(p => kind / CrewPattern.PowersOf3[p] % 3 > 0).Sum(p => 1 << p);
        askedBest = double.PositiveInfinity;
        Found.Clear();
        for (var first = 0; first < crew.Blocks.Length; first++)
        {
            Root(first, Math.Max(start, crew.Blocks[first].First), Math.Min(start, crew.Blocks[first].Last) + 1);
        }

        (asked, askedPeople) = (null, -1);
    }

    private void Root(int block, int from, int to)
    {
        if (from >= to || crew.Blocks[block].Ticks > crew.MaxTicks || (crew.Blocks[block].People & ~askedPeople) != 0)
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
        var least = PlaceSums.Least(own);
        Record(1, 0, crew.Blocks[block].Ticks, from, to, least, 0);
        Descend(1, 1UL << block, 0, 0, from, to);
    }

    // offset: of the last block's start without delays; delays: how many of them it may have.
    private void Descend(int depth, ulong used, int offset, int delays, int from, int to)
    {
        var last = path[depth - 1];
        var end = offset + crew.Blocks[last].Ticks;
        if (depth == path.Length || end + crew.ShortestTicks > crew.MaxTicks)
        {
            return;
        }

        Chain(depth - 1, delays, crew.MaxTicks - end - crew.ShortestTicks, from, to);
        for (var next = 0; next < crew.Blocks.Length; next++)
        {
            var block = crew.Blocks[next];
            var starts = end + crew.Gap[last, next];
            var spare = (asked?.Length ?? crew.MaxTicks) - starts - block.Ticks;
            if ((used & (1UL << next)) != 0 || (used & block.MustFollowIt) != 0 || spare < 0 || (block.People & ~askedPeople) != 0)
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
            for (var delay = 0; delay <= spare; delay++)
            {
                var own = values[depth].AsSpan((delay * width) + low, high - low);
                PlaceSums.Set(own, chains[depth - 1].AsSpan((delay * width) + low, high - low), costs[next].AsSpan(low + starts + delay, high - low), price);
                Record(depth + 1, delay, starts + delay + block.Ticks, low, high, PlaceSums.Least(own), starts);
            }

            Descend(depth + 1, used | (1UL << next), starts, spare, low, high);
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

    private void Record(int depth, int delay, int length, int from, int to, double least, int offset)
    {
        if (asked is { } only ? only.Length != length : least + crew.CostOfShift >= 0)
        {
            return;
        }

        // Each person of the shift either works on in other shifts before and behind it (the week pays for that) or not.
        var present = 0;
        for (var p = 0; p < crew.PersonTick.Length; p++)
        {
            present |= firstOf[depth, p] >= 0 ? 1 << p : 0;
        }

        for (var through = present; ; through = (through - 1) & present)
        {
            var (kind, price) = (0, 0.0);
            for (var p = 0; p < crew.PersonTick.Length; p++)
            {
                var has = (present >> p) & 1;
                var goesOn = (through >> p) & 1;
                kind += (has + goesOn) * CrewPattern.PowersOf3[p];
                price += has > goesOn ? crew.PersonTick[p] * (lastOf[depth, p] - firstOf[depth, p]) : 0;
            }

            if (asked is { } entry)
            {
                Compare(entry, kind, length, depth, delay, price);
            }
            else if (least + price + crew.CostOfShift < 0)
            {
                Keep((kind * (crew.MaxTicks + 1)) + length, values[depth - 1].AsSpan((delay * width) + from, to - from), from, price);
            }

            if (through == 0)
            {
                return;
            }
        }
    }

    private void Keep(int entry, ReadOnlySpan<double> own, int from, double price)
    {
        var into = Cheapest[entry];
        if (!IsFilled[entry])
        {
            IsFilled[entry] = true;
            into.AsSpan().Fill(double.PositiveInfinity);
        }

        PlaceSums.Lower(into.AsSpan(from, own.Length), own, price);
    }

    private void Compare((int Start, int Kind, int Length) entry, int kind, int length, int depth, int delay, double price)
    {
        var value = values[depth - 1][(delay * width) + entry.Start] + price;
        if (kind != entry.Kind || length != entry.Length || value >= askedBest)
        {
            return;
        }

        askedBest = value;
        Found.Clear();
        var offset = length - delay - crew.Blocks[path[depth - 1]].Ticks;
        for (var d = depth - 1; d >= 0; d--)
        {
            Found.Add((path[d], entry.Start + offset + delay));
            if (d == 0)
            {
                break;
            }

            offset -= crew.Gap[path[d - 1], path[d]] + crew.Blocks[path[d - 1]].Ticks;
            delay = DelayBefore(d - 1, delay, entry.Start);
        }
    }

    // Which delay of the block before the chain came from.
    private int DelayBefore(int depth, int delay, int start)
    {
        if (depth == 0)
        {
            return 0;
        }

        var (best, value) = (0, double.PositiveInfinity);
        for (var d = 0; d <= delay; d++)
        {
            var at = values[depth][(d * width) + start] + ((delay - d) * crew.WaitTick);
            (best, value) = at < value ? (d, at) : (best, value);
        }

        return best;
    }
}
