using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>
/// At no moment do the blocks (with their units) and changeovers (one unit each) in progress need more than the pool's capacity at
/// that moment. A changeover is done right before the block it prepares, also before the horizon. One violation a maximal stretch of
/// time over capacity.
/// </summary>
public sealed class PoolRule : HardRule
{
    public override string Id => "pool";

    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        if (plan.Index.Pools.Length == 0)
        {
            yield break;
        }

        var steps = StepsOf(plan);
        foreach (var pool in plan.Index.Pools)
        {
            var moments = steps[pool.Index];
            moments.Sort(static (a, b) => a.At.CompareTo(b.At));
            var (needed, over, worst, capacityThen) = (0L, (long?)null, 0L, 0);
            for (var i = 0; i < moments.Count; i++)
            {
                needed += moments[i].Change;
                if (i + 1 < moments.Count && moments[i + 1].At == moments[i].At)
                {
                    continue;
                }

                var capacity = pool.CapacityAt(moments[i].At);
                if (needed > capacity)
                {
                    over ??= moments[i].At;
                    if (needed - capacity > worst - capacityThen)
                    {
                        (worst, capacityThen) = (needed, capacity);
                    }
                }
                else if (over is { } from)
                {
                    var stretch = new Interval(from, moments[i].At);
                    yield return Broken(plan, UsersIn(plan, pool.Index, stretch), pool.Id.Value, ("needs", worst), ("has", capacityThen),
                        ("from", plan.Clock(stretch.From)), ("to", plan.Clock(stretch.To)));
                    (over, worst, capacityThen) = (null, 0, 0);
                }
            }
        }
    }

    /// <summary>By pool: the moments at which the need changes and by how much; the edges of exceptions change it by 0.</summary>
    private static List<(long At, int Change)>[] StepsOf(OrderedPlan plan)
    {
        var steps = new List<(long At, int Change)>[plan.Index.Pools.Length];
        for (var pool = 0; pool < steps.Length; pool++)
        {
            steps[pool] = [];
            foreach (var (during, _) in plan.Index.Pools[pool].Exceptions)
            {
                steps[pool].Add((during.From, 0));
                steps[pool].Add((during.To, 0));
            }
        }

        foreach (var block in plan.Placed)
        {
            foreach (var (pool, units) in plan.Index.Blocks[block].Pools)
            {
                steps[pool].Add((plan.StartOf(block), units));
                steps[pool].Add((plan.EndOf(block), -units));
            }

            var changeover = plan.ChangeoverBefore(block);
            if (changeover > 0 && plan.Index.ChangeoverPool(plan.At(block).Stage) is var team and >= 0)
            {
                steps[team].Add((plan.StartOf(block) - changeover, 1));
                steps[team].Add((plan.StartOf(block), -1));
            }
        }

        return steps;
    }

    private static int[] UsersIn(OrderedPlan plan, int pool, Interval stretch) =>
    [
        .. plan.Placed.Where(b =>
            (plan.During(b).Overlaps(stretch) && plan.Index.Blocks[b].Pools.Any(u => u.Pool == pool))
            || (plan.ChangeoverBefore(b) > 0 && plan.Index.ChangeoverPool(plan.At(b).Stage) == pool
                && new Interval(plan.StartOf(b) - plan.ChangeoverBefore(b), plan.StartOf(b)).Overlaps(stretch))),
    ];
}
