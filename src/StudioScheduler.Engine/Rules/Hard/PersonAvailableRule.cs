using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>No block overlaps the unavailable windows of a person that it lists. One violation a block and person.</summary>
public sealed class PersonAvailableRule : LoneBlockRule
{
    public override string Id => "person-available";

    public override bool IsBrokenBy(ProblemIndex index, IndexedBlock block, Placement at) => FirstAway(index, block, at, 0) >= 0;

    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        foreach (var i in plan.Placed)
        {
            var block = plan.Index.Blocks[i];
            for (var p = FirstAway(plan.Index, block, plan.At(i), 0); p >= 0; p = FirstAway(plan.Index, block, plan.At(i), p + 1))
            {
                yield return Describe(plan, i, plan.Index.People[block.People[p]]);
            }
        }
    }

    private protected override Violation Describe(OrderedPlan plan, int block)
    {
        var indexed = plan.Index.Blocks[block];
        return Describe(plan, block, plan.Index.People[indexed.People[FirstAway(plan.Index, indexed, plan.At(block), 0)]]);
    }

    private Violation Describe(OrderedPlan plan, int block, IndexedWorker person)
    {
        var away = Absences.FirstMet(person.Unavailable, plan.Index.Blocks[block], plan.At(block))!.Value;
        return Broken(plan, [block], person.Id, ("from", plan.Clock(away.From)), ("to", plan.Clock(away.To)));
    }

    /// <summary>The place in the block's list, from <paramref name="first"/> on, of somebody who is away; -1 for none.</summary>
    private static int FirstAway(ProblemIndex index, IndexedBlock block, Placement at, int first)
    {
        for (var i = first; i < block.People.Length; i++)
        {
            if (Absences.FirstMet(index.People[block.People[i]].Unavailable, block, at) is not null)
            {
                return i;
            }
        }

        return -1;
    }
}
