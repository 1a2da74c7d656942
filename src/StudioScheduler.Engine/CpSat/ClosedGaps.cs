using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// Gaps that hold also where blocks between were taken away: the least of the way straight and the ways over such blocks. Changeovers and
/// moves need not obey the triangle inequality, so the gap between two blocks that are no longer neighbours may be less than the listed one.
/// </summary>
internal sealed class ClosedGaps
{
    private readonly int[] keys;
    private readonly int[,] least;

    private ClosedGaps(int[] keys, Func<int, int, int> straight, Func<int, int> shortest)
    {
        this.keys = keys;
        least = new int[keys.Length, keys.Length];
        var between = keys.Select(shortest).ToArray();
        for (var a = 0; a < keys.Length; a++)
        {
            for (var b = 0; b < keys.Length; b++)
            {
                least[a, b] = straight(keys[a], keys[b]);
            }
        }

        for (var by = 0; by < keys.Length; by++)
        {
            for (var a = 0; a < keys.Length; a++)
            {
                for (var b = 0; b < keys.Length; b++)
                {
                    least[a, b] = Math.Min(least[a, b], least[a, by] + between[by] + least[by, b]);
                }
            }
        }
    }

    /// <summary>Minutes from one look to another on a stage; looks of no block there begin a week only.</summary>
    public static ClosedGaps OfLooks(ProblemIndex problem, int stage)
    {
        var there = problem.Blocks.Where(b => b.Stages.Contains(stage)).ToLookup(b => b.Look, b => b.DurationMinutes);
        return new(
            [.. there.Select(l => l.Key).Append(problem.Stages[stage].Look).Distinct().Order()],
            (a, b) => there.Contains(b) ? problem.ChangeoverMinutes(stage, a, b) : Never,
            look => there.Contains(look) ? there[look].Min() : Never);
    }

    /// <summary>Minutes from one stage to another for a crew or a person.</summary>
    public static ClosedGaps OfMoves(ProblemIndex problem, IndexedWorker worker)
    {
        var there = worker.Blocks.SelectMany(b => problem.Blocks[b].Stages.Select(s => (Stage: s, problem.Blocks[b].DurationMinutes)))
            .ToLookup(b => b.Stage, b => b.DurationMinutes);
        return new([.. there.Select(s => s.Key).Order()], problem.MoveMinutes, stage => there[stage].Min());
    }

    public int Minutes(int from, int to) => least[Array.BinarySearch(keys, from), Array.BinarySearch(keys, to)];

    // Far beyond any horizon, and three of them are still a number.
    private const int Never = int.MaxValue / 4;
}
