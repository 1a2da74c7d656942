namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Shifts of one crew by set of blocks, kind and length, with the least cost by start: only those that some week may hold that costs less
/// than a limit, whatever stands before and behind it in <see cref="CrewWeek"/>.
/// </summary>
internal sealed class WeekShifts
{
    // Some hundred megabytes.
    private const int MostShifts = 60_000;

    private readonly Dictionary<(ulong Set, int Kind, int Length), WeekRow> rows = [];
    private readonly Dictionary<(int Kind, int Length), double[]> arounds = [];
    private readonly CrewWeek week;
    private readonly ShiftTree tree;
    private readonly double[][] ahead;
    private readonly double[][] behind;
    private readonly double limit;

    /// <param name="ahead">Of the week, as <paramref name="behind"/>, at the prices at which the tree will grow.</param>
    /// <param name="limit">Of a week's cost.</param>
    public WeekShifts(CrewWeek week, ShiftTree tree, double[][] ahead, double[][] behind, double limit) =>
        (this.week, this.tree, this.ahead, this.behind, this.limit) = (week, tree, ahead, behind, limit);

    /// <summary>Whether there were more than can be kept.</summary>
    public bool IsFull { get; private set; }

    /// <param name="own">By start from <paramref name="from"/>: what it costs less <paramref name="price"/>.</param>
    public void Keep(ulong set, int kind, int length, ReadOnlySpan<double> own, int from, double price)
    {
        var (low, high) = PlaceSums.Below(own, Around(kind, length).AsSpan(from, own.Length), limit - price);
        if (low == high)
        {
            return;
        }

        if (!rows.TryGetValue((set, kind, length), out var row))
        {
            IsFull |= rows.Count == MostShifts;
            if (IsFull)
            {
                return;
            }

            rows[(set, kind, length)] = row = new WeekRow(from + low, []);
        }

        row.Lower(from + low, own[low..high], price);
    }

    /// <summary>What was kept by set, without what a shorter shift of the same set and kind does for no more.</summary>
    public SetOfShifts[] Sets()
    {
        var sets = new List<SetOfShifts>();
        foreach (var set in rows.GroupBy(r => r.Key.Set).OrderBy(g => g.Key))
        {
            var shifts = new List<WeekShift>();
            foreach (var kind in set.GroupBy(r => r.Key.Kind).OrderBy(g => g.Key))
            {
                var shorter = new List<WeekShift>();
                foreach (var (key, row) in kind.OrderBy(r => r.Key.Length))
                {
                    if (Thin(key.Kind, key.Length, row, shorter))
                    {
                        shorter.Add(new(set.Key, key.Kind, key.Length, tree.TicksOf(key.Length), tree.MoreOf(key.Length), row.From, row.Values));
                    }
                }

                shifts.AddRange(shorter);
            }

            if (shifts.Count > 0)
            {
                sets.Add(new(set.Key, [.. shifts], shifts.Min(s => s.From), shifts.Max(s => s.From + s.Costs.Length)));
            }
        }

        return [.. sets];
    }

    // A shorter one is as good with a rest behind it, in which those may wait who began in it.
    private bool Thin(int kind, int length, WeekRow row, List<WeekShift> shorter)
    {
        var (beside, waiting, end) = (Around(kind, length), week.Pattern.TickOfEnds(kind), tree.TicksOf(length) + tree.MoreOf(length));
        var (low, high) = (int.MaxValue, 0);
        for (var t = row.From; t < row.To; t++)
        {
            ref var cost = ref row.Values[t - row.From];
            var isOfUse = cost + beside[t] < limit;
            for (var s = 0; s < shorter.Count && isOfUse; s++)
            {
                isOfUse = shorter[s].At(t) + ((end - shorter[s].Ticks - shorter[s].More) * waiting) > cost;
            }

            if (isOfUse)
            {
                (low, high) = (Math.Min(low, t), t + 1);
            }
            else
            {
                cost = double.PositiveInfinity;
            }
        }

        row.Narrow(low, high);
        return low < high;
    }

    private double[] Around(int kind, int length)
    {
        if (!arounds.TryGetValue((kind, length), out var around))
        {
            arounds[(kind, length)] = around = week.Around(kind, tree.TicksOf(length), tree.MoreOf(length), ahead, behind);
        }

        return around;
    }
}

/// <param name="Set">Blocks, as bits.</param>
/// <param name="From">The first start of any of them, and behind the last.</param>
internal sealed record SetOfShifts(ulong Set, WeekShift[] Shifts, int From, int To);

/// <param name="Length">In steps of the tree, and in ticks, and the ticks by which it may be longer.</param>
/// <param name="Costs">By start from <paramref name="From"/>: the least, without the shift's own; infinite where it is of no use.</param>
internal sealed record WeekShift(ulong Set, int Kind, int Length, int Ticks, int More, int From, double[] Costs)
{
    public double At(int start) => start < From || start >= From + Costs.Length ? double.PositiveInfinity : Costs[start - From];
}
