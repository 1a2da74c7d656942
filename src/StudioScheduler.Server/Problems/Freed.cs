using StudioScheduler.Domain.Problems;
using Pin = StudioScheduler.Domain.Problems.Pin;

namespace StudioScheduler.Server.Problems;

/// <summary>
/// Frozen blocks that cannot stay: in order of start, each that cannot stand beside history, running blocks, closures, absences,
/// pins and the frozen ones kept so far may only start later, which sets it free; one that then no longer fits leaves.
/// </summary>
internal static class Freed
{
    /// <summary>Takes context out that breaks a rule where it stands, alone or beside what runs and other context.</summary>
    /// <returns>The rest, at its published place.</returns>
    public static List<Pin> StandingContext(Problem problem, IReadOnlyList<PublishedAssignment> running, MappedBlocks blocks)
    {
        var places = blocks.Published.Where(a => blocks.Context.Contains(a.BlockId))
            .Select(a => (Block: new BlockId(a.BlockId), Stage: new StageId(a.StageId), a.Start)).ToList();
        var broken = places.FindAll(p => OwnRules.Broken(problem, blocks.Blocks[p.Block.Value], p.Stage, p.Start) is not null).ConvertAll(p => p.Block);
        places.RemoveAll(p => broken.Contains(p.Block));
        if (places.Count > 0)
        {
            broken.AddRange(Beside(problem, running, []).TryAddAll(places));
        }

        broken.ForEach(b => blocks.Forget(b.Value));
        return [.. places.Where(p => !broken.Contains(p.Block)).Select(p => new Pin(p.Block, p.Stage, p.Start))];
    }

    /// <summary>Pins that cannot stand beside what has happened (the crew still works, the stage is still in use) or beside context.</summary>
    public static List<BlockRemark> ImpossiblePins(
        Problem problem, IReadOnlyList<PublishedAssignment> running, IReadOnlyList<Pin> context, IReadOnlyList<Pin> pins)
    {
        var (history, others) = (Beside(problem, running, []), Beside(problem, running, context));
        return
        [
            .. pins.Where(p => !others.CouldAdd(p.Block, p.Stage, p.Start))
                .Select(p => new BlockRemark(p.Block.Value, history.CouldAdd(p.Block, p.Stage, p.Start) ? "frozen" : "history")),
        ];
    }

    public static List<BlockRemark> Find(
        Problem problem, IReadOnlyList<PublishedAssignment> running, IReadOnlyList<Pin> context, IReadOnlyList<Pin> pins, MappedBlocks blocks,
        DateTimeOffset frozenUntil)
    {
        var kept = Beside(problem, running, context);
        var frozen = blocks.Published.Where(a => a.Start < frozenUntil && !blocks.Context.Contains(a.BlockId)).ToList();
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

    private static Kept Beside(Problem problem, IReadOnlyList<PublishedAssignment> running, IReadOnlyList<Pin> context)
    {
        var kept = new Kept(problem);
        kept.AddAll([.. running.Select(r => (r.Block, r.Stage, r.Start)), .. context.Select(c => (c.Block, c.Stage, c.Start))]);
        return kept;
    }
}
