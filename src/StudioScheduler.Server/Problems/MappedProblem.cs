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
        var stages = Problem.Stages.ToDictionary(s => s.Id);
        var tables = Problem.Changeovers.ToDictionary(t => t.Kind, StringComparer.Ordinal);
        var pinned = Problem.Pins.Select(p => p.Block).ToHashSet();
        var published = Problem.Published?.Assignments.ToDictionary(a => a.Block, a => a.Start) ?? [];

        // the first changeover of any of its stages: which one it will be is not known
        int SetupOf(ShootingBlock block) => block.Stages.Select(id => stages[id])
            .Select(s => s.Look is { } look && tables.TryGetValue(s.Kind, out var table) ? table.MinutesBetween(look, block.Look) : 0).Append(0).Max();

        ShootingBlock Later(ShootingBlock block)
        {
            var from = PlanHorizon.RoundUp(earliest.AddMinutes(SetupOf(block)), Problem.Start, Problem.StepMinutes);
            var isFree = block.Window.From < from && block.Window.To.AddMinutes(-block.DurationMinutes) >= from && !pinned.Contains(block.Id);
            var stands = published.TryGetValue(block.Id, out var start) && start >= block.Window.From && start < from;
            return isFree && !stands ? block with { Window = block.Window with { From = from } } : block;
        }

        return this with { Problem = Problem with { Blocks = [.. Problem.Blocks.Select(Later)] } };
    }

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
