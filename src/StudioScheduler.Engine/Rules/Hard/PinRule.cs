using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>A pinned block is where and when its pin says, not left out.</summary>
public sealed class PinRule : HardRule
{
    public override string Id => "pin";

    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        foreach (var block in plan.Index.Blocks)
        {
            if (block.Pin is { } pin && !plan.StandsAt(block.Index, pin))
            {
                yield return Broken(plan, [block.Index], plan.Index.Stages[pin.Stage].Id.Value, ("start", plan.Clock(pin.Start)));
            }
        }
    }
}
