namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>
/// A person's blocks, over all crews, fall into shifts: a new shift starts with a block that starts at least <c>minRestMinutes</c>
/// after the latest end before it; from a shift's first start to its last end is at most <c>maxMinutes</c>. Only shifts that hold a
/// block are counted; none where the person has no shift rule.
/// </summary>
public sealed class PersonShiftRule : WorkerShiftRule
{
    public override string Id => "person-shift";

    private protected override Tour[] ToursOf(OrderedPlan plan) => plan.People;
}
