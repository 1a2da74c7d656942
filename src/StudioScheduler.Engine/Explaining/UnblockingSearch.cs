using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Slots;

namespace StudioScheduler.Engine.Explaining;

/// <summary>
/// Tries single edits and single moves and keeps those that really let the block in: applied, the schedule repaired by slots with
/// up to two displaced blocks, the result scored by the rule book. Nothing else may be left out for it.
/// </summary>
internal sealed class UnblockingSearch(Placements schedule, int block)
{
    private const int MostEdits = 40;

    private readonly ProblemIndex index = schedule.Index;
    private readonly Score now = Evaluator.Score(schedule);

    public IReadOnlyList<Unblocking> Find(int most)
    {
        var found = new List<Unblocking>();
        Move(found);
        foreach (var edit in new EditsToTry(index, block).All().Take(MostEdits))
        {
            if (found.Count >= most)
            {
                break;
            }

            Try(edit, found);
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

    private void Try(ProblemEdit edit, List<Unblocking> found)
    {
        var changed = ProblemIndex.Of(edit.Problem);
        var plan = new Placements(changed);
        for (var b = 0; b < changed.Blocks.Length; b++)
        {
            plan[b] = schedule[b];
        }

        foreach (var displace in new[] { 0, 2 })
        {
            var slots = new SlotFinder(plan).Find([block], 3, displace);
            if (slots.FirstOrDefault(s => s.Left.Count == 0) is { } slot && Result(plan, slot) is { } result)
            {
                var score = Evaluator.Score(result);
                if (edit.Narrow(slot.Placements[0].At) is { } narrow)
                {
                    found.Add(new(narrow, null, score.Medium - now.Medium, score.Soft - now.Soft, result));
                }

                return;
            }
        }
    }

    // The slot put into the plan; null where the rule book does not agree that only the block came in.
    private Placements? Result(Placements plan, Slot slot)
    {
        var result = plan.Copy();
        foreach (var place in slot.Placements.Concat(slot.Moved))
        {
            result[place.Block] = place.At;
        }

        var score = Evaluator.Score(result);
        return score.Hard >= now.Hard && score.Medium == now.Medium + plan.Index.Blocks[block].LeftOutCost ? result : null;
    }
}

/// <summary>An edit in two forms: the problem with it, and the change to tell once it is known which place it is for.</summary>
internal sealed record ProblemEdit(Problem Problem, Func<Placement, ProblemChange?> Narrow);
