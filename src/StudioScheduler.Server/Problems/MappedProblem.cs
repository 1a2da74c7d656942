using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Problems;

/// <summary>A problem made of stored facts, with what it could not say.</summary>
/// <param name="StandIns">Ids of blocks that stand for the rest of running ones; nothing is stored of them.</param>
public sealed record MappedProblem(Problem Problem, PlanHorizon Horizon, Remarks Remarks, IReadOnlySet<string> StandIns)
{
    /// <summary>
    /// The way back: a schedule's blocks that start in the week or its tail, from now on, become a draft's placements. The head is
    /// another draft's.
    /// </summary>
    /// <param name="pinned">Blocks that the draft pins.</param>
    public IEnumerable<DraftPlacement> PlacementsOf(Schedule schedule, Guid draftId, IReadOnlySet<string> pinned)
    {
        var from = Problem.Now is { } now && now > Horizon.WeekFrom ? now : Horizon.WeekFrom;
        return schedule.Assignments
            .Where(a => a.Start >= from && a.Start < Horizon.End && !StandIns.Contains(a.Block.Value))
            .Select(a => new DraftPlacement
            {
                DraftId = draftId, BlockId = a.Block.Value, StageId = a.Stage.Value, Start = a.Start, IsPinned = pinned.Contains(a.Block.Value),
            });
    }
}
