using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;

namespace StudioScheduler.Server.Planning.Solving;

internal static class SolvedSchedule
{
    /// <summary>A search's result as a schedule file; a counted search names no seconds, so that equal runs give equal files.</summary>
    public static Schedule Of(ProblemIndex index, SolveResult result, bool isCounted)
    {
        var sentences = new ScheduleSentences(Wording.English, index.Problem);
        return new()
        {
            Problem = index.Problem.Name,
            Assignments =
            [
                .. index.Blocks.Where(b => result.Placements.IsPlaced(b.Index))
                    .Select(b => (Block: b, Place: result.Placements[b.Index]!.Value))
                    .OrderBy(p => p.Place.Start).ThenBy(p => p.Block.IdRank)
                    .Select(p => new Assignment(p.Block.Id, index.Stages[p.Place.Stage].Id, index.Grid.InstantAt(p.Place.Start))),
            ],
            Unscheduled =
            [
                .. index.Blocks.Where(b => !result.Placements.IsPlaced(b.Index)).OrderBy(b => b.IdRank)
                    .Select(b => new LeftOut(b.Id, [.. result.Reasons[b.Index].Select(r => ReasonOf(index, sentences, r))])),
            ],
            Score = result.Score,
            Bound = isCounted ? null : result.Bound,
            Seconds = isCounted ? null : Math.Round(result.Seconds, 3),
        };
    }

    private static Reason ReasonOf(ProblemIndex index, ScheduleSentences sentences, LeftOutReason reason)
    {
        BlockId[] blocks = [.. reason.Blocks.Select(b => index.Blocks[b].Id)];
        return new(reason.Rule, sentences.OfReason(reason.Rule, blocks), [.. blocks]);
    }
}
