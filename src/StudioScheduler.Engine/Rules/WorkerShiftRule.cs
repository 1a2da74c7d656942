using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules;

/// <summary>From a shift's first start to its last end is at most <c>maxMinutes</c> (see <see cref="Tour.Shifts"/>). One violation a shift.</summary>
public abstract class WorkerShiftRule : HardRule
{
    private protected abstract Tour[] ToursOf(OrderedPlan plan);

    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        foreach (var tour in ToursOf(plan))
        {
            if (tour.Worker.Shift is not { } rule || tour.Blocks.Count == 0)
            {
                continue;
            }

            foreach (var shift in tour.Shifts(plan))
            {
                if (shift.During.Minutes > rule.MaxMinutes)
                {
                    yield return Broken(plan, shift.Blocks.AsSpan(), tour.Worker.Id, ("minutes", shift.During.Minutes), ("max", rule.MaxMinutes),
                        ("rest", rule.MinRestMinutes), ("from", plan.Clock(shift.During.From)), ("to", plan.Clock(shift.During.To)));
                }
            }
        }
    }
}
