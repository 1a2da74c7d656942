using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.Repairing;
using StudioScheduler.Engine.Slots;

namespace StudioScheduler.Engine.Explaining;

/// <summary>
/// Tries single edits and single moves and keeps those that really let the block in: applied, the schedule repaired by slots with
/// up to two displaced blocks, where too few edits do by a short repair, and the result scored by the rule book. Nothing else may be
/// left out for it.
/// </summary>
internal sealed class UnblockingSearch(Placements schedule, int block)
{
    private const int MostEdits = 60;
    private const int RepairSteps = 600;

    private readonly Score now = Evaluator.Score(schedule);

    public IReadOnlyList<Unblocking> Find(int most)
    {
        var found = new List<Unblocking>();
        if (most > 0)
        {
            Move(found);
        }

        ProblemEdit?[] edits = [.. new EditsToTry(schedule, block).All().Take(most > found.Count ? MostEdits : 0)];
        foreach (var tryOne in (Func<ProblemIndex, Placements?>[])[WithSlots, WithARepair])
        {
            for (var i = 0; i < edits.Length && found.Count < most; i++)
            {
                if (edits[i] is { } edit && Try(edit, tryOne, found))
                {
                    edits[i] = null;
                }
            }
        }

        return [.. found.OrderByDescending(f => f.Medium).ThenByDescending(f => f.Soft)];
    }

    // One other block moves, nothing is left out for it.
    private void Move(List<Unblocking> found)
    {
        var slot = new SlotFinder(schedule).Find([block], 5, displace: 1).FirstOrDefault(s => s.Left.Count == 0 && s.Moved.Count == 1);
        if (slot is not null && Result(schedule, slot) is { } result)
        {
            found.Add(new(null, slot.Moved[0], slot.Medium, slot.Soft, result));
        }
    }

    private bool Try(ProblemEdit edit, Func<ProblemIndex, Placements?> tryOne, List<Unblocking> found)
    {
        if (tryOne(ProblemIndex.Of(edit.Problem)) is not { } result || edit.Narrow(result[block]!.Value) is not { } narrow)
        {
            return false;
        }

        var score = Evaluator.Score(result);
        found.Add(new(narrow, null, score.Medium - now.Medium, score.Soft - now.Soft, result));
        return true;
    }

    // Up to two others may have to move.
    private Placements? WithSlots(ProblemIndex changed)
    {
        var plan = Carried(changed);
        var finder = new SlotFinder(plan);
        foreach (var displace in (int[])[0, 2])
        {
            var slots = finder.Find([block], 3, displace);
            if (slots.FirstOrDefault(s => s.Left.Count == 0) is { } slot)
            {
                return Result(plan, slot);
            }
        }

        return null;
    }

    // As many others as it takes; who is left out now stays out, so that nobody takes the room.
    private Placements? WithARepair(ProblemIndex changed)
    {
        var start = new StartingPlan(changed, Carried(changed), shutOut: b => b != block && !schedule.IsPlaced(b));
        var wanted = -(now.Medium + schedule.Index.Blocks[block].LeftOutCost);
        var search = new MendSearch(start.Model, start.Plan, new MendSettings(), 1, 0);
        for (var step = 0; step < RepairSteps && search.Best.Medium > wanted; step++)
        {
            search.Step((double)step / RepairSteps);
        }

        search.Best.LoadInto(start.Plan);
        return Agreed(start.PlacementsOf(changed));
    }

    private Placements Carried(ProblemIndex changed)
    {
        var plan = new Placements(changed);
        for (var b = 0; b < changed.Blocks.Length; b++)
        {
            plan[b] = schedule[b];
        }

        return plan;
    }

    // The slot put into the plan.
    private Placements? Result(Placements plan, Slot slot)
    {
        var result = plan.Copy();
        foreach (var place in slot.Placements.Concat(slot.Moved))
        {
            result[place.Block] = place.At;
        }

        return Agreed(result);
    }

    // Null where the rule book does not agree that only the block came in.
    private Placements? Agreed(Placements result)
    {
        var score = Evaluator.Score(result);
        return result.IsPlaced(block) && score.Hard >= now.Hard && score.Medium == now.Medium + schedule.Index.Blocks[block].LeftOutCost ? result : null;
    }
}

/// <summary>An edit in two forms: the problem with it, and the change to tell once it is known which place it is for.</summary>
internal sealed record ProblemEdit(Problem Problem, Func<Placement, ProblemChange?> Narrow);
