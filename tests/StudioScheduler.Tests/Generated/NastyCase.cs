using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Engine.Repairing;

namespace StudioScheduler.Tests.Generated;

/// <summary>
/// One nasty problem searched in assert mode (the running score against the rule book after every step), its schedule file read
/// back, and what was published repaired.
/// </summary>
internal static class NastyCase
{
    /// <summary>A third of the steps looks for room, a third comes for wishes, the last has the problem's prices.</summary>
    public static readonly SearchSettings Asserting = new() { AssertScores = true, Phases = 3, HotUntil = 1.0 / 3, WishesUntil = 2.0 / 3, FewLeftOut = 1_000 };

    /// <summary>What is wrong with the answer; null where nothing is.</summary>
    public static string? Wrong(int seed)
    {
        var (kind, problem) = NastyProblems.Make(seed);
        var options = new SolveOptions { Steps = seed % 50 == 0 ? 400 : 30, Threads = seed % 8 == 0 ? 2 : 1, Seed = seed };
        try
        {
            var index = ProblemIndex.Of(problem);
            var wrong = Wrong(index, WeekSolver.Solve(index, options, Asserting, TimeProvider.System, null, default));
            foreach (var proposal in wrong is null && problem.Published is not null && seed % 4 == 0 ? Repairer.Repair(index, options with { Steps = 20 }) : [])
            {
                wrong ??= Wrong(index, proposal.Result) is { } fault ? $"repaired: {fault}" : null;
            }

            return wrong is null ? null : $"seed {seed} ({kind}): {wrong}";
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return $"seed {seed} ({kind}): {error}";
        }
    }

    private static string? Wrong(ProblemIndex index, SolveResult result)
    {
        if (Evaluator.Score(result.Placements) is var score && score != result.Score)
        {
            return $"the rule book says {score}, not {result.Score}";
        }

        if (result.Score.Hard < 0 != result.Contradictions.Count > 0)
        {
            return $"{result.Score} with {result.Contradictions.Count} contradictions";
        }

        var written = ScheduleFile.Write(ScheduleReport.Of(index, result, Wording.English, isTimed: false));
        return ScheduleFile.Read(written, index).IsGood ? null : $"its file is refused: {written}";
    }
}
