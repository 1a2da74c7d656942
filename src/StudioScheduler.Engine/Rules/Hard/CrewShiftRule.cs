namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>
/// A crew's blocks in order fall into shifts: a new shift starts with a block that starts at least <c>minRestMinutes</c> after the latest
/// end before it; from a shift's first start to its last end is at most <c>maxMinutes</c>. Only shifts that hold a block are counted.
/// </summary>
public sealed class CrewShiftRule : WorkerShiftRule
{
    public override string Id => "crew-shift";

    private protected override Tour[] ToursOf(OrderedPlan plan) => plan.Crews;
}
