using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Rules.Soft;

/// <summary>Two consecutive blocks of a crew in one shift on different stages. The later of the two carries it.</summary>
public sealed class MoveCost : BlockCost
{
    public override string Id => "move";

    public override int WeightIn(SoftWeights weights) => weights.Move;

    private protected override long PartsOf(OrderedPlan plan, int block) =>
        plan.PreviousInShift(block) is var earlier and >= 0 && plan.At(earlier).Stage != plan.At(block).Stage ? 1 : 0;
}
