using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Rules.Soft;

/// <summary>
/// <c>presenceRate × minutes / 60</c> from a person's first start to last end in the schedule, summed over people, then rounded
/// down: hold days. Each block carries the minutes by which it prolongs the person's presence, so an idle stretch belongs to the
/// block after it; rounding is shared as in <see cref="BlockCost"/>.
/// </summary>
public sealed class PresenceCost : SoftRule
{
    private const int PartsPerUnit = 60;

    public override string Id => "presence";

    public override int WeightIn(SoftWeights weights) => weights.Presence;

    public override long Count(OrderedPlan plan) => PartsByBlock(plan).Sum() / PartsPerUnit;

    public override long[] CostByBlock(OrderedPlan plan)
    {
        var costs = PartsByBlock(plan);
        var weight = WeightIn(plan.Index.Weights);
        long parts = 0;
        for (var block = 0; block < costs.Length; block++)
        {
            var before = parts / PartsPerUnit;
            parts += costs[block];
            costs[block] = weight * ((parts / PartsPerUnit) - before);
        }

        return costs;
    }

    /// <summary>Yuan × minutes by block index, over all its people.</summary>
    private static long[] PartsByBlock(OrderedPlan plan)
    {
        var parts = new long[plan.Index.Blocks.Length];
        foreach (var tour in plan.People)
        {
            if (tour.Worker.PresenceRate == 0 || tour.Blocks.Count == 0)
            {
                continue;
            }

            var present = plan.StartOf(tour.Blocks[0]);
            foreach (var block in tour.Blocks)
            {
                var end = Math.Max(present, plan.EndOf(block));
                parts[block] += tour.Worker.PresenceRate * (end - present);
                present = end;
            }
        }

        return parts;
    }
}
