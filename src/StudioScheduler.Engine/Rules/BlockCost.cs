namespace StudioScheduler.Engine.Rules;

/// <summary>
/// A soft rule whose cost is a sum over blocks: each carries its own. Where the sum is rounded down, the blocks are added up in
/// the order of the file and each carries by how much the rounded sum rises with it, so that shares are whole and add up.
/// </summary>
public abstract class BlockCost : SoftRule
{
    /// <summary>What one block adds, in parts of which <see cref="PartsPerUnit"/> make one unit; the block is placed.</summary>
    private protected abstract long PartsOf(OrderedPlan plan, int block);

    private protected virtual int PartsPerUnit => 1;

    public override long Count(OrderedPlan plan)
    {
        long parts = 0;
        foreach (var block in plan.Placed)
        {
            parts += PartsOf(plan, block);
        }

        return parts / PartsPerUnit;
    }

    public override long[] CostByBlock(OrderedPlan plan)
    {
        var costs = new long[plan.Index.Blocks.Length];
        var weight = WeightIn(plan.Index.Weights);
        long parts = 0;
        for (var block = 0; block < costs.Length; block++)
        {
            if (plan.IsPlaced(block))
            {
                var before = parts / PartsPerUnit;
                parts += PartsOf(plan, block);
                costs[block] = weight * ((parts / PartsPerUnit) - before);
            }
        }

        return costs;
    }
}
