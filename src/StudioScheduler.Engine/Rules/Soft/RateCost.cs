using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Rules.Soft;

/// <summary><c>hourlyRate × durationMinutes / 60</c> of the chosen stage, summed over all blocks, then rounded down.</summary>
public sealed class RateCost : BlockCost
{
    public override string Id => "rate";

    public override int WeightIn(SoftWeights weights) => weights.Rate;

    private protected override int PartsPerUnit => 60;

    private protected override long PartsOf(OrderedPlan plan, int block) =>
        (long)plan.Index.Stages[plan.At(block).Stage].HourlyRate * plan.Index.Blocks[block].DurationMinutes;
}
