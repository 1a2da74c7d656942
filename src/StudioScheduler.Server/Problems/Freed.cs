using StudioScheduler.Domain.Problems;
using Pin = StudioScheduler.Domain.Problems.Pin;

namespace StudioScheduler.Server.Problems;

/// <summary>
/// Frozen blocks that cannot stay: in order of start, each that cannot stand beside history, running blocks, closures, absences,
/// pins and the frozen ones kept so far may only start later, which sets it free; one that then no longer fits leaves.
/// </summary>
internal static class Freed
{
    /// <summary>Pins that what has happened makes impossible: the crew still works, the stage is still in use.</summary>
    public static List<BlockRemark> ImpossiblePins(Problem problem, IReadOnlyList<PublishedAssignment> running, IReadOnlyList<Pin> pins)
    {
        var beside = Beside(problem, running);
        return [.. pins.Where(p => !beside.CouldAdd(p.Block, p.Stage, p.Start)).Select(p => new BlockRemark(p.Block.Value, "history"))];
    }

    public static List<BlockRemark> Find(
        Problem problem, IReadOnlyList<PublishedAssignment> running, IReadOnlyList<Pin> pins, MappedBlocks blocks, DateTimeOffset frozenUntil)
    {
        var kept = Beside(problem, running);
        var frozen = blocks.Published.Where(a => a.Start < frozenUntil).ToList();
        foreach (var pin in pins.Where(p => !frozen.Exists(f => f.BlockId == p.Block.Value)))
        {
            kept.Add(pin.Block, pin.Stage, pin.Start);
        }

        var mustMove = new List<BlockRemark>();
        foreach (var place in frozen)
        {
            if (!blocks.Blocks.TryGetValue(place.BlockId, out var block))
            {
                continue;
            }

            // the rule `frozen` lets go of these by itself
            if (OwnRules.Broken(problem, block, new(place.StageId), place.Start) is { } rule)
            {
                mustMove.Add(new(place.BlockId, rule));
            }
            else if (!kept.TryAdd(block.Id, new(place.StageId), place.Start)
                && blocks.StartsFrom(place.BlockId, place.Start.AddMinutes(problem.StepMinutes), "frozen"))
            {
                mustMove.Add(new(place.BlockId, "frozen"));
            }
        }

        return mustMove;
    }

    private static Kept Beside(Problem problem, IReadOnlyList<PublishedAssignment> running)
    {
        var kept = new Kept(problem);
        foreach (var place in running)
        {
            kept.Add(place.Block, place.Stage, place.Start);
        }

        return kept;
    }
}
