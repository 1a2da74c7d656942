using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>
/// Consecutive blocks of a stage, by start: the later starts no sooner than the earlier's end plus the changeover between their
/// looks; the first one no sooner than the horizon's start plus the changeover from the stage's look. One violation a pair.
/// </summary>
public sealed class StageOverlapRule : HardRule
{
    public override string Id => "stage-overlap";

    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        for (var stage = 0; stage < plan.Stages.Length; stage++)
        {
            var free = 0L;
            var previous = -1;
            foreach (var block in plan.Stages[stage])
            {
                var changeover = plan.ChangeoverBefore(block);
                var gap = plan.StartOf(block) - free;
                if (gap < changeover)
                {
                    var id = plan.Index.Stages[stage].Id.Value;
                    yield return previous < 0
                        ? Broken(plan, [block], id, ("case", "first"), ("needs", changeover), ("has", gap))
                        : Broken(plan, [previous, block], id, ("needs", changeover), ("has", gap));
                }

                free = plan.EndOf(block);
                previous = block;
            }
        }
    }
}
