namespace StudioScheduler.Engine.Bounds;

/// <summary>How a worker's shifts look and what they cost, in ticks and scaled points.</summary>
internal sealed record ShiftPattern
{
    /// <summary>Longest shift.</summary>
    public required int MaxTicks { get; init; }

    /// <summary>Shortest shift that holds a block.</summary>
    public required int MinTicks { get; init; }

    /// <summary>From a shift's end to the next one's start; above the horizon's length: only one shift.</summary>
    public required int RestTicks { get; init; }

    /// <summary>The end lies this much later than the real one: blocks are counted with the least gap behind them.</summary>
    public int TailTicks { get; init; }

    public int FirstTick { get; init; }

    /// <summary>A shift that begins before it continues the work from before the horizon …</summary>
    public int ContinuesBefore { get; init; }

    /// <summary>… and ends (without tail) at this tick at the latest.</summary>
    public int ContinuedEnd { get; init; }

    public double CostOfShift { get; init; }

    /// <summary>Of a tick inside a shift, worked or not.</summary>
    public double CostOfTick { get; init; }

    /// <summary>Of a tick between two shifts.</summary>
    public double CostOfRestTick { get; init; }

    /// <summary>The worker surely works: no shift at all is not an offer.</summary>
    public bool IsSure { get; init; }
}

/// <summary>
/// A worker who chooses shifts: each at most so long, with a rest between, at a cost for each shift and tick. The best choice is
/// found exactly by one pass over the week (best week that ends here; best start for each end from a sliding maximum): O(ticks).
/// </summary>
internal sealed class ShiftSupply(ShiftPattern pattern, int ticks) : Supply
{
    private readonly double[] sums = new double[ticks + 1];
    private readonly double[] ended = new double[ticks + 1];
    private readonly double[] began = new double[ticks + 1];
    private readonly int[] startOf = new int[ticks + 1];
    private readonly int[] endBefore = new int[ticks + 1];
    private readonly int[] queue = new int[ticks + 1];

    public override double Offer(ReadOnlySpan<double> prices, Span<double> excess)
    {
        for (var t = 0; t < ticks; t++)
        {
            sums[t + 1] = sums[t] + prices[t] - pattern.CostOfTick;
        }

        var shortest = pattern.MinTicks + pattern.TailTicks;
        var (head, tail) = (0, 0);
        var (best, bestEnd) = (pattern.IsSure ? double.NegativeInfinity : 0, -1);
        var (rested, restedFrom) = (double.NegativeInfinity, -1);
        for (var end = 1; end <= ticks; end++)
        {
            ended[end] = double.NegativeInfinity;
            var start = end - shortest;
            if (start >= 0)
            {
                rested -= pattern.CostOfRestTick;
                var before = start - (pattern.RestTicks - pattern.TailTicks);
                // The rest begins at the real end, a tail before the counted one.
                var fresh = before < 1 ? double.NegativeInfinity : ended[before] - (pattern.CostOfRestTick * pattern.RestTicks);
                if (fresh > rested)
                {
                    (rested, restedFrom) = (fresh, before);
                }

                if (start >= pattern.FirstTick)
                {
                    Push(start, rested, restedFrom, head, ref tail);
                }
            }

            while (head < tail && LatestEnd(queue[head]) < end)
            {
                head++;
            }

            if (head < tail)
            {
                ended[end] = sums[end] + began[queue[head]];
                startOf[end] = queue[head];
                if (ended[end] > best)
                {
                    (best, bestEnd) = (ended[end], end);
                }
            }
        }

        if (double.IsNegativeInfinity(best))
        {
            return 0;
        }

        for (var end = bestEnd; end > 0; end = endBefore[startOf[end]])
        {
            for (var t = startOf[end]; t < end; t++)
            {
                excess[t]--;
            }
        }

        return -best;
    }

    private int LatestEnd(int start) =>
        (start < pattern.ContinuesBefore ? Math.Min(pattern.ContinuedEnd, start + pattern.MaxTicks) : start + pattern.MaxTicks) + pattern.TailTicks;

    private void Push(int start, double rested, int restedFrom, int head, ref int tail)
    {
        endBefore[start] = rested > 0 ? restedFrom : -1;
        began[start] = Math.Max(rested, 0) - pattern.CostOfShift + (pattern.TailTicks * pattern.CostOfTick) - sums[start];
        while (tail > head && began[queue[tail - 1]] <= began[start])
        {
            tail--;
        }

        queue[tail++] = start;
    }
}
