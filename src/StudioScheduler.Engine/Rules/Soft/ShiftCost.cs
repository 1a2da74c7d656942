using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Rules.Soft;

/// <summary>
/// Shifts of a crew that hold at least one block; one that continues <c>lastWorked</c> counts too. The blocks of a shift share its
/// price evenly, the first ones carrying what does not divide.
/// </summary>
public sealed class ShiftCost : SoftRule
{
    public override string Id => "shift";

    public override int WeightIn(SoftWeights weights) => weights.Shift;

    public override long Count(OrderedPlan plan)
    {
        var shifts = 0;
        foreach (var block in plan.Placed)
        {
            shifts += plan.PreviousInShift(block) < 0 ? 1 : 0;
        }

        return shifts;
    }

    public override long[] CostByBlock(OrderedPlan plan)
    {
        var costs = new long[plan.Index.Blocks.Length];
        var weight = WeightIn(plan.Index.Weights);
        foreach (var shift in plan.Crews.SelectMany(tour => tour.Shifts(plan)))
        {
            var (share, rest) = Math.DivRem(weight, shift.Blocks.Count);
            for (var i = 0; i < shift.Blocks.Count; i++)
            {
                costs[shift.Blocks[i]] = share + (i < rest ? 1 : 0);
            }
        }

        return costs;
    }
}
