using StudioScheduler.Server.Outcomes;

namespace StudioScheduler.Server.Schedules;

/// <summary>409: the plan moved on since the draft was made; a run against the new plan mends it.</summary>
public sealed record PlanMovedOn(int BasedOn, int Current, IReadOnlyList<PlanChange> Changes) : Refusal("refusal.plan-moved-on")
{
    public override IReadOnlyList<(string Name, object? Value)> Parameters =>
        [("basedOn", BasedOn), ("current", Current), ("count", Changes.Count)];
}
