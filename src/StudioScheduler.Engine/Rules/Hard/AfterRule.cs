using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>
/// A block starts no sooner than each predecessor's end plus the gap; a block whose predecessor is unscheduled is unscheduled. One
/// violation a pair.
/// </summary>
public sealed class AfterRule : HardRule
{
    public override string Id => "after";

    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        foreach (var block in plan.Placed)
        {
            foreach (var (before, gap) in plan.Index.Blocks[block].After)
            {
                if (!plan.IsPlaced(before))
                {
                    yield return Broken(plan, [before, block], null, ("case", "missing"));
                }
                else if (plan.StartOf(block) < plan.EndOf(before) + gap)
                {
                    yield return Broken(plan, [before, block], null, ("needs", gap), ("has", plan.StartOf(block) - plan.EndOf(before)));
                }
            }
        }
    }
}
