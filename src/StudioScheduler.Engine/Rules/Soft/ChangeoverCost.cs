using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Rules.Soft;

/// <summary>Minutes of changeover on a stage. The block that it prepares carries it.</summary>
public sealed class ChangeoverCost : BlockCost
{
    public override string Id => "changeover";

    public override int WeightIn(SoftWeights weights) => weights.Changeover;

    private protected override long PartsOf(OrderedPlan plan, int block) => plan.ChangeoverBefore(block);
}
