using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Rules.Soft;

/// <summary>
/// Minutes of a block in night hours (by the local clock at the minute's start; a skipped hour has none, a repeated one counts
/// twice; equal ends mean the whole day), unless its light is <c>night</c>.
/// </summary>
public sealed class NightCost : BlockCost
{
    public override string Id => "night";

    public override int WeightIn(SoftWeights weights) => weights.Night;

    private protected override long PartsOf(OrderedPlan plan, int block) =>
        plan.Index.Blocks[block].Light == Light.Night ? 0 : plan.Index.NightMinutes(plan.During(block));
}
