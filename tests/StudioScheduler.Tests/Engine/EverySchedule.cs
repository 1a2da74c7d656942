using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;

namespace StudioScheduler.Tests.Engine;

/// <summary>Brute force: every place of every block against the rule book.</summary>
public static class EverySchedule
{
    /// <summary>The best score with hard 0; null where there is none.</summary>
    public static Score? Best(ProblemIndex index)
    {
        Score? best = null;
        Try(index, new Placements(index), 0, score => best = best is null || score > best ? score : best);
        return best;
    }

    /// <summary>All grid places of a block that break no rule with the others as they are.</summary>
    public static IEnumerable<(Placement At, Score Score)> Places(Placements others, int block)
    {
        foreach (var place in Grid(others.Index, block))
        {
            others[block] = place;
            var score = Evaluator.Score(others);
            if (score.Hard == 0)
            {
                yield return (place, score);
            }
        }

        others[block] = null;
    }

    private static void Try(ProblemIndex index, Placements plan, int block, Action<Score> found)
    {
        if (block == index.Blocks.Length)
        {
            if (Evaluator.Score(plan) is { Hard: 0 } score)
            {
                found(score);
            }

            return;
        }

        foreach (var place in Grid(index, block).Select(p => (Placement?)p).Append(null))
        {
            plan[block] = place;
            Try(index, plan, block + 1, found);
        }

        plan[block] = null;
    }

    private static IEnumerable<Placement> Grid(ProblemIndex index, int block)
    {
        foreach (var stage in index.Blocks[block].Stages)
        {
            for (long start = 0; start + index.Blocks[block].DurationMinutes <= index.End; start += index.Grid.StepMinutes)
            {
                yield return new(stage, start);
            }
        }
    }
}
