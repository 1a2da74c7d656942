using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Rules.Soft;

/// <summary>
/// A published block that is scheduled on another stage or at another start: 0 if <c>unsent</c>, 1 if <c>sent</c>, 2 if
/// <c>seen</c>, 3 if <c>acknowledged</c>; times 3 where its published start is before <c>now</c> + 24 h.
/// </summary>
public sealed class ChangedCost : BlockCost
{
    private const int Soon = 24 * 60;

    public override string Id => "changed";

    public override int WeightIn(SoftWeights weights) => weights.Changed;

    private protected override long PartsOf(OrderedPlan plan, int block)
    {
        var indexed = plan.Index.Blocks[block];
        if (indexed.Published is not { } published || plan.StandsAt(block, published))
        {
            return 0;
        }

        var isSoon = plan.Index.Now is { } now && published.Start < now + Soon;
        return (int)indexed.Told * (isSoon ? 3 : 1);
    }
}
