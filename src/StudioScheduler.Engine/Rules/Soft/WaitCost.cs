using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Rules.Soft;

/// <summary>
/// Minutes of gap between consecutive blocks of a crew in one shift, less the move between their stages, never below 0; the gap is
/// from the earlier block's own end. The later of the two carries it.
/// </summary>
public sealed class WaitCost : BlockCost
{
    public override string Id => "wait";

    public override int WeightIn(SoftWeights weights) => weights.Wait;

    private protected override long PartsOf(OrderedPlan plan, int block) =>
        plan.PreviousInShift(block) is var earlier and >= 0
            ? Math.Max(0, plan.StartOf(block) - plan.EndOf(earlier) - plan.MoveBetween(earlier, block))
            : 0;
}
