namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// What may follow a part of a shift at least costs (so it is below 0: what it gains): any blocks as often as one likes, each at its cost at
/// that time less its reward, with the least gap and pair before it. One pass over ticks of the shift × blocks, for all starts at once.
/// </summary>
internal sealed class ShiftOutlook(int ticks, int longest)
{
    private readonly double[][] behind = [.. Enumerable.Range(0, longest + 1).Select(_ => new double[ticks])];

    /// <summary>By start of the shift: the least cost of what follows if it is so many ticks old.</summary>
    public ReadOnlySpan<double> Behind(int age) => behind[age];

    /// <param name="costs">By block and start; infinite where it may not start, also beyond the horizon by a shift's length.</param>
    public void Look(CrewPattern crew, double[][] costs, double[] rewards)
    {
        var least = Enumerable.Range(0, crew.Blocks.Length).Select(b => LeastBefore(crew, b)).ToArray();
        for (var age = crew.MaxTicks; age >= crew.ShortestTicks; age--)
        {
            var row = behind[age].AsSpan();
            row.Clear();
            if (age < crew.MaxTicks)
            {
                PlaceSums.Lower(row, behind[age + 1], crew.WaitTick);
            }

            for (var b = 0; b < least.Length; b++)
            {
                var start = age + least[b].Gap;
                var end = start + crew.Blocks[b].Ticks;
                if (end <= crew.MaxTicks)
                {
                    PlaceSums.Lower(row, behind[end], costs[b].AsSpan(start, ticks), least[b].Pair - rewards[b]);
                }
            }
        }
    }

    private static (int Gap, double Pair) LeastBefore(CrewPattern crew, int block)
    {
        var others = Enumerable.Range(0, crew.Blocks.Length).Where(o => o != block).ToArray();
        return others.Length == 0 ? (0, 0) : (others.Min(o => crew.Gap[o, block]), others.Min(o => crew.Pair[o, block]));
    }
}
