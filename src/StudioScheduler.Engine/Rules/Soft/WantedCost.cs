using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Rules.Soft;

/// <summary>Minutes by which a block starts before <c>wanted.from</c> or ends after <c>wanted.to</c>.</summary>
public sealed class WantedCost : BlockCost
{
    public override string Id => "wanted";

    public override int WeightIn(SoftWeights weights) => weights.Wanted;

    private protected override long PartsOf(OrderedPlan plan, int block) =>
        plan.Index.Blocks[block].Wanted is { } wish
            ? Math.Max(0, wish.From - plan.StartOf(block)) + Math.Max(0, plan.EndOf(block) - wish.To)
            : 0;
}
