namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Every set of a worker's blocks that fits into one shift, with the least time from its first start to its last end: whatever the
/// order, with the least gap between two neighbours (Held and Karp's programme over sets, cut at the longest shift). Windows are not looked at.
/// </summary>
internal static class ShiftSets
{
    public const int MostBlocks = 60;

    // Of sets with their last block; some tenths of a second.
    private const int MostStates = 150_000;

    /// <param name="blocks">At most <see cref="MostBlocks"/>.</param>
    /// <param name="longest">Ticks of the longest shift.</param>
    /// <returns>By set, as bits: ticks; null where there are too many.</returns>
    public static Dictionary<ulong, int>? Of(WeekRelaxation relaxation, RelaxedBlock[] blocks, int longest)
    {
        var gap = Gaps(relaxation, blocks);
        var least = new Dictionary<ulong, int>();
        var layer = new Dictionary<(ulong Set, int Last), int>();
        for (var b = 0; b < blocks.Length; b++)
        {
            if (blocks[b].Ticks <= longest)
            {
                layer[(1UL << b, b)] = blocks[b].Ticks;
            }
        }

        for (var states = layer.Count; layer.Count > 0; states += layer.Count)
        {
            if (states > MostStates)
            {
                return null;
            }

            var next = new Dictionary<(ulong Set, int Last), int>();
            foreach (var ((set, last), ticks) in layer)
            {
                Lower(least, set, ticks);
                for (var b = 0; b < blocks.Length; b++)
                {
                    var with = ticks + gap[last, b] + blocks[b].Ticks;
                    if ((set & (1UL << b)) == 0 && with <= longest)
                    {
                        Lower(next, (set | (1UL << b), b), with);
                    }
                }
            }

            layer = next;
        }

        return least;
    }

    private static void Lower<T>(Dictionary<T, int> least, T at, int ticks)
        where T : notnull
    {
        if (!least.TryGetValue(at, out var known) || ticks < known)
        {
            least[at] = ticks;
        }
    }

    private static int[,] Gaps(WeekRelaxation relaxation, RelaxedBlock[] blocks)
    {
        var problem = relaxation.Problem;
        var gap = new int[blocks.Length, blocks.Length];
        for (var a = 0; a < blocks.Length; a++)
        {
            for (var b = 0; b < blocks.Length; b++)
            {
                gap[a, b] = a == b ? 0 : relaxation.Minima.GapBetween(problem.Blocks[blocks[a].Index], problem.Blocks[blocks[b].Index]) / problem.Grid.StepMinutes;
            }
        }

        return gap;
    }
}
