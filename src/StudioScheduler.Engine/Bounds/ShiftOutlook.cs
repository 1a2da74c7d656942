namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// What may follow a part of a shift at least costs (so it is below 0: what it gains): any blocks as often as one likes, each at its cost at
/// that time less its reward, with a gap and a pair that some block before it has. One pass over ticks of the shift × blocks, for all starts at once.
/// </summary>
internal sealed class ShiftOutlook(int ticks, int longest)
{
    private readonly double[][] behind = [.. Enumerable.Range(0, longest + 1).Select(_ => new double[ticks])];

    /// <summary>By start of the shift: the least cost of what follows if it is so many ticks old.</summary>
    public ReadOnlySpan<double> Behind(int age) => behind[age];

    /// <param name="costs">By block and start; infinite where it may not start, also beyond the horizon by a shift's length.</param>
    public void Look(CrewPattern crew, double[][] costs, double[] rewards)
    {
        var ways = Enumerable.Range(0, crew.Blocks.Length).Select(b => WaysTo(crew, b)).ToArray();
        for (var age = crew.MaxTicks; age >= crew.ShortestTicks; age--)
        {
            var row = behind[age].AsSpan();
            row.Clear();
            if (age < crew.MaxTicks)
            {
                PlaceSums.Lower(row, behind[age + 1], crew.WaitTick);
            }

            for (var b = 0; b < ways.Length; b++)
            {
                foreach (var (gap, pair) in ways[b])
                {
                    var start = age + gap;
                    var end = start + crew.Blocks[b].Ticks;
                    if (end <= crew.MaxTicks)
                    {
                        PlaceSums.Lower(row, behind[end], costs[b].AsSpan(start, ticks), pair - rewards[b]);
                    }
                }
            }
        }
    }

    // Gap and pair of any block before it. A longer gap that no wait pays for counts by itself: a short one and a wait would cost more.
    private static List<(int Gap, double Pair)> WaysTo(CrewPattern crew, int block)
    {
        var ways = new List<(int Gap, double Pair)>();
        foreach (var (gap, pair) in Enumerable.Range(0, crew.Blocks.Length).Where(o => o != block)
            .Select(o => (Gap: crew.Gap[o, block], Pair: crew.Pair[o, block])).Distinct().Order())
        {
            if (!ways.Exists(w => w.Pair + (crew.WaitTick * (gap - w.Gap)) <= pair))
            {
                ways.Add((gap, pair));
            }
        }

        return ways;
    }
}
