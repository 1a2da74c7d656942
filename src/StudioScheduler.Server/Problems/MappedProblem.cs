using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Server.Storage.Model;
using ShootingBlock = StudioScheduler.Domain.Problems.ShootingBlock;

namespace StudioScheduler.Server.Problems;

/// <summary>A problem made of stored facts, with what it could not say.</summary>
/// <param name="StandIns">Ids of blocks that stand for the rest of running ones; nothing is stored of them.</param>
public sealed record MappedProblem(Problem Problem, PlanHorizon Horizon, Remarks Remarks, IReadOnlySet<string> StandIns)
{
    /// <summary>
    /// The same problem for a search whose draft a person reads before it is published: what may go anywhere begins no earlier than that, with the changeover before
    /// it, or its start would pass meanwhile and the whole draft could not be published any more. What is published before or pinned stays as it is, and so does what
    /// would lose its last chance.
    /// </summary>
    public MappedProblem NotBefore(DateTimeOffset earliest)
    {
        var index = ProblemIndex.Of(Problem);
        ShootingBlock Later(ShootingBlock block)
        {
            var entry = index.Blocks[index.BlockIndex[block.Id]];

            // the first changeover of any of its stages: which one it will be is not known
            var setup = entry.Stages.Max(s => index.ChangeoverMinutes(s, index.Stages[s].Look, entry.Look));
            var from = PlanHorizon.RoundUp(earliest.AddMinutes(setup), Problem.Start, Problem.StepMinutes);
            var isFree = entry.Pin is null && block.Window.From < from && block.Window.To.AddMinutes(-block.DurationMinutes) >= from;
            var stands = entry.Published is { } place && index.Grid.InstantAt(place.Start) is var start && start >= block.Window.From && start < from;
            return isFree && !stands ? block with { Window = block.Window with { From = from } } : block;
        }

        return this with { Problem = Problem with { Blocks = [.. Problem.Blocks.Select(Later)] } };
    }

    /// <summary>Whether what starts then is a draft's of this week: in the week or its tail, from now on.</summary>
    public bool IsDecided(DateTimeOffset start) =>
        start >= (Problem.Now is { } now && now > Horizon.WeekFrom ? now : Horizon.WeekFrom) && start < Horizon.Reach;

    /// <summary>
    /// The way back: a schedule's blocks that start in the week or its tail, from now on, become a draft's placements. The head and what comes
    /// after the tail are another draft's.
    /// </summary>
    /// <param name="pinned">Blocks that the draft pins.</param>
    public IEnumerable<DraftPlacement> PlacementsOf(Schedule schedule, Guid draftId, IReadOnlySet<string> pinned)
    {
        return schedule.Assignments
            .Where(a => IsDecided(a.Start) && !StandIns.Contains(a.Block.Value))
            .Select(a => new DraftPlacement
            {
                DraftId = draftId, BlockId = a.Block.Value, StageId = a.Stage.Value, Start = a.Start, IsPinned = pinned.Contains(a.Block.Value),
            });
    }
}
