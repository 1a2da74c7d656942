namespace StudioScheduler.Engine.Rules;

/// <summary>
/// The medium score: minus the sum over unscheduled blocks of priority × duration; a block that was published counts twice. A base
/// that is over-booked still gets a schedule.
/// </summary>
public sealed class LeftOutRule : Rule
{
    public override string Id => "left-out";

    public override long Count(OrderedPlan plan)
    {
        long cost = 0;
        foreach (var block in plan.Index.Blocks)
        {
            if (!plan.IsPlaced(block.Index))
            {
                cost += block.LeftOutCost;
            }
        }

        return cost;
    }
}
