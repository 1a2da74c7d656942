using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>Where <c>now</c> is given, a block starts no sooner than <c>now</c>, unless it stands as published.</summary>
public sealed class PastRule : HardRule
{
    public override string Id => "past";

    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        if (plan.Index.Now is not { } now)
        {
            yield break;
        }

        foreach (var block in plan.Placed)
        {
            if (plan.StartOf(block) >= now)
            {
                break;
            }

            if (plan.Index.Blocks[block].Published != plan.At(block))
            {
                yield return Broken(plan, [block], null, ("start", plan.Clock(plan.StartOf(block))), ("now", plan.Clock(now)));
            }
        }
    }
}
