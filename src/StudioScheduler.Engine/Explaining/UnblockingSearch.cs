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
    private const int MostInTheWay = 6;
    private const int MostRepairs = 40;
    private const int RepairSteps = 600;

    private readonly Score now = Evaluator.Score(schedule);

    public IReadOnlyList<Unblocking> Find(int most)
    {
        var found = new List<Unblocking>();
        if (most > 0)
        {
            Move(found);
        }

        if (found.Count < most)
        {
            var edits = new EditsToTry(schedule, block, InTheWayAlone());
            var families = edits.All().ToList();
            families.RemoveAll(f => TryWithSlots(f, most, found));
            foreach (var edit in families.SelectMany(f => f.Edits).Take(MostRepairs).TakeWhile(_ => found.Count < most))
            {
                Try(edit, WithARepair, found);
            }

            foreach (var family in edits.Anew().TakeWhile(_ => found.Count == 0))
            {
                TryWithSlots(family, most, found);
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

    // Whether nothing of the family need be tried again: of several edits that do the same the first that does is enough.
    private bool TryWithSlots(EditFamily family, int most, List<Unblocking> found) =>
        found.Count < most
        && ((family.Edits.Count > 1 && family.Widest is { } widest && WithSlots(ProblemIndex.Of(widest)) is null)
            || family.Edits.Any(edit => Try(edit, WithSlots, found)));

    private bool Try(ProblemEdit edit, Func<ProblemIndex, Placements?> tryOne, List<Unblocking> found)
    {
        if (tryOne(ProblemIndex.Of(edit.Problem)) is not { } result || edit.Narrow(result) is not { } narrow)
        {
            return false;
        }

        var score = Evaluator.Score(result);
        found.Add(new(narrow, null, score.Medium - now.Medium, score.Soft - now.Soft, result));
        return true;
    }

    // Each of them alone, gone, would make room; those first that do it at most places.
    private int[] InTheWayAlone()
    {
        var places = new SortedDictionary<int, int>();
        new InTheWay(new LoadedSchedule(schedule).State, mostClashes: 60_000).All(block, 1, (gone, _, _) =>
        {
            if (gone.Count == 1)
            {
                places[gone[0]] = places.GetValueOrDefault(gone[0]) + 1;
            }
        });
        return [.. places.OrderByDescending(p => p.Value).ThenBy(p => p.Key).Take(MostInTheWay).Select(p => p.Key)];
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
        while (search.Steps < RepairSteps && search.Best.Medium > wanted)
        {
            search.Step((double)search.Steps / RepairSteps);
        }

        search.Best.LoadInto(start.Plan);
        return Agreed(start.Plan.State.PlacementsIn(changed));
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

/// <summary>Edits that do the same to a greater or a lesser degree, the mildest first.</summary>
/// <param name="Widest">Allows all that any of them allows; null where nothing does.</param>
internal sealed record EditFamily(Problem? Widest, IReadOnlyList<ProblemEdit> Edits);

/// <summary>An edit in two forms: the problem with it, and the change to tell once the schedule that it leads to is known.</summary>
/// <param name="Narrow">No more than that schedule needs; null where it needs nothing of it.</param>
internal sealed record ProblemEdit(Problem Problem, Func<Placements, ProblemChange?> Narrow);
