using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules;

/// <summary>
/// Consecutive blocks of a worker: the later starts no sooner than the earlier's end plus the move between their stages (0 on the
/// same stage), and the first no sooner than <c>lastWorked</c> ends. One violation a pair.
/// </summary>
public abstract class WorkerOverlapRule : HardRule
{
    private protected abstract Tour[] ToursOf(OrderedPlan plan);

    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        foreach (var tour in ToursOf(plan))
        {
            for (var i = 1; i < tour.Blocks.Count; i++)
            {
                var (earlier, later) = (tour.Blocks[i - 1], tour.Blocks[i]);
                var move = plan.MoveBetween(earlier, later);
                var gap = plan.StartOf(later) - plan.EndOf(earlier);
                if (gap < move)
                {
                    yield return Broken(plan, [earlier, later], tour.Worker.Id, ("needs", move), ("has", gap));
                }
            }

            if (tour.Blocks.Count > 0 && tour.Worker.LastWorked is { } last && plan.StartOf(tour.Blocks[0]) < last.To)
            {
                yield return Broken(plan, [tour.Blocks[0]], tour.Worker.Id, ("case", "last-worked"),
                    ("start", plan.Clock(plan.StartOf(tour.Blocks[0]))), ("to", plan.Clock(last.To)));
            }
        }
    }
}
