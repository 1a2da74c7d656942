using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Explaining;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Tests.Engine.Explaining;

/// <summary>
/// Whether an explanation of a left-out block is true, by the rule book alone: stated changes are applied to the problem and a schedule
/// with the block in it is evaluated; of a blocking set every subset is taken out and every place of the block tried.
/// </summary>
public static class ExplanationCheck
{
    /// <summary>What is wrong with a way to let the block in; null where nothing is.</summary>
    public static string? Wrong(Placements schedule, int block, Unblocking way)
    {
        var now = Evaluator.Score(schedule);
        var problem = schedule.Index.Problem;
        if (way.Change is { } change)
        {
            var changed = new ProblemChanges([change]).Apply(problem);
            if (!changed.IsGood)
            {
                return $"the change is refused: {changed.Faults[0]}";
            }

            problem = changed.Value;
        }

        var plan = new Placements(ProblemIndex.Of(problem));
        for (var b = 0; b < plan.Index.Blocks.Length; b++)
        {
            plan[b] = way.Result[b];
        }

        if (way.Move is { } move && Enumerable.Range(0, plan.Index.Blocks.Length).Any(b => b != block && plan[b] != (b == move.Block ? move.At : schedule[b])))
        {
            return "more than the move told changes";
        }

        var score = Evaluator.Score(plan);
        return score.Hard < now.Hard ? $"hard {score.Hard}, it was {now.Hard}"
            : !plan.IsPlaced(block) ? "the block is not in"
            : score.Medium != now.Medium + schedule.Index.Blocks[block].LeftOutCost ? $"medium {score.Medium}, it was {now.Medium}"
            : (score.Medium - now.Medium, score.Soft - now.Soft) != (way.Medium, way.Soft) ? $"told {way.Medium} / {way.Soft}, it is {score.Medium - now.Medium} / {score.Soft - now.Soft}"
            : null;
    }

    /// <summary>
    /// Solves the changed problem anew, without what else is left out, so that nobody else takes the room; warm from the schedule before
    /// the change. Whether the block is in then and nobody out: what the explanation's own schedule shows, found once more.
    /// </summary>
    public static bool IsSolvedAnew(Placements schedule, int block, Unblocking way, long steps)
    {
        var index = schedule.Index;
        var others = index.Blocks.Where(b => b.Index != block && !schedule.IsPlaced(b.Index)).Select(b => (ProblemChange)new RemoveBlock(b.Id));
        var problem = ProblemIndex.Of(new ProblemChanges([.. way.Change is { } change ? [change] : Array.Empty<ProblemChange>(), .. others]).Apply(index.Problem).Required());
        var from = new Placements(problem);
        foreach (var kept in problem.Blocks)
        {
            from[kept.Index] = schedule[index.BlockIndex[kept.Id]];
        }

        var solved = WeekSolver.Solve(problem, new SolveOptions { From = from, Steps = steps, Threads = 1 });
        return solved.Score.Hard >= Evaluator.Score(schedule).Hard && solved.Score.Medium == 0;
    }

    /// <summary>How many blocks beside the one let in stand elsewhere than before.</summary>
    public static int Others(Placements schedule, int block, Unblocking way) =>
        Enumerable.Range(0, schedule.Index.Blocks.Length).Count(b => b != block && way.Result[b] != schedule[b]);

    /// <summary>What is wrong with a blocking set: too small, or a part of it would do; null where nothing is.</summary>
    public static string? Wrong(Placements schedule, int block, IReadOnlyList<int> set)
    {
        var hard = Evaluator.Score(schedule).Hard;
        for (var part = (1 << set.Count) - 1; part >= 0; part--)
        {
            var gone = set.Where((_, i) => (part >> i & 1) == 1).ToArray();
            var isWhole = gone.Length == set.Count;
            if (HasPlace(schedule, block, gone, hard) != isWhole)
            {
                return isWhole ? $"without {string.Join(' ', gone)} there is still no place" : $"without {string.Join(' ', gone)} there is a place already";
            }
        }

        return null;
    }

    // Exact: what shares a stage, a crew or a person with something at the same time breaks a rule for sure; the rest is the rule book's.
    private static bool HasPlace(Placements schedule, int block, int[] gone, long hard)
    {
        var plan = schedule.Copy();
        foreach (var other in gone)
        {
            plan[other] = null;
        }

        var index = plan.Index;
        var own = index.Blocks[block];
        var busy = index.Blocks.Where(b => plan.IsPlaced(b.Index) && (b.Crew == own.Crew || b.People.Intersect(own.People).Any())).Select(b => plan.During(b.Index)).ToArray();
        var window = own.StartWindow(index.End);
        foreach (var stage in own.Stages)
        {
            var there = busy.Concat(index.Blocks.Where(b => plan[b.Index]?.Stage == stage).Select(b => plan.During(b.Index))).ToArray();
            for (var start = index.Grid.RoundUp(window.From); start < window.To; start += index.Grid.StepMinutes)
            {
                var during = new Domain.Time.Interval(start, start + own.DurationMinutes);
                if (Array.Exists(there, t => t.Overlaps(during)) || RuleBook.BreaksAlone(index, block, stage, start).Count > 0)
                {
                    continue;
                }

                plan[block] = new(stage, start);
                if (Evaluator.Score(plan).Hard >= hard)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
