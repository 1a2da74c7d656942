using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Engine;

/// <summary>A solver's answer as the schedule file holds it, its reasons said in one language.</summary>
public static class ScheduleReport
{
    /// <param name="isTimed">False with a step budget: without seconds and bound equal runs give equal files.</param>
    public static Schedule Of(ProblemIndex problem, SolveResult result, Wording wording, bool isTimed = true) => new()
    {
        Problem = problem.Problem.Name,
        Assignments = [.. Placed(problem, result.Placements)],
        Unscheduled = [.. problem.Blocks.Where(b => !result.Placements.IsPlaced(b.Index)).Select(b => new LeftOut(
            b.Id, [.. result.Reasons[b.Index].Select(r => ReasonOf(problem, r, wording))]))],
        Score = result.Score,
        Bound = isTimed ? result.Bound : null,
        Seconds = isTimed ? Math.Round(result.Seconds, 3) : null,
    };

    private static IEnumerable<Assignment> Placed(ProblemIndex problem, Placements placements)
    {
        foreach (var block in problem.Blocks)
        {
            if (placements[block.Index] is { } place)
            {
                yield return new(block.Id, problem.Stages[place.Stage].Id, problem.Grid.InstantAt(place.Start));
            }
        }
    }

    private static Reason ReasonOf(ProblemIndex problem, LeftOutReason reason, Wording wording)
    {
        var key = reason.Facts.TryGetValue("case", out var particular) ? $"reason.{reason.Rule}.{particular}" : "reason." + reason.Rule;
        var text = wording.Say(key, [.. reason.Facts.Select(f => (f.Key, (object?)f.Value))]);
        if (reason.Blocks.Length > 0)
        {
            var names = string.Join(wording.Say("list.separator"), reason.Blocks.Select(b => problem.Blocks[b].Id.Value));
            text = wording.Say("reason.aside", ("reason", text), ("blocks", names));
        }

        return new(reason.Rule, text, [.. reason.Blocks.Select(b => problem.Blocks[b].Id)]);
    }
}
