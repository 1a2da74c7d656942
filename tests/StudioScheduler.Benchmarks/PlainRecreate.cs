using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// Puts blocks back, each at its cheapest place, in a noisy order; half of the steps use only the ends of free runs. Predecessors go before
/// their successors.
/// </summary>
internal sealed class PlainRecreate(SearchModel model, WorkingPlan plan, Dice dice)
{
    private const int MostRelated = 10;
    private const double Blink = 0.01;
    private const double EndsOnly = 0.5;

    private readonly SearchState state = plan.State;
    private readonly BlockList waiting = new(model.Blocks.Length);
    private readonly BlockList related = new(model.Blocks.Length);
    private readonly int[] order = new int[model.Blocks.Length];
    private readonly double[] keys = new double[model.Blocks.Length];

    public void PutAllByPriority()
    {
        waiting.Clear();
        foreach (var block in model.Blocks.OrderByDescending(b => b.Source.Priority).ThenByDescending(b => b.LeftOutCost).ThenBy(b => b.Index))
        {
            waiting.Add(block.Index);
        }

        foreach (var block in waiting.Items.ToArray())
        {
            Put(block, 0, endsOnly: false);
        }
    }

    /// <summary>What was taken out, the seed, and left-out blocks that share a stage, the crew or cast with what was taken out.</summary>
    public void Run(int seed, BlockList taken)
    {
        waiting.Clear();
        related.Clear();
        foreach (var block in taken.Items)
        {
            waiting.Add(block);
        }

        waiting.Add(seed);
        var from = dice.Below(state.LeftOut.Count);
        for (var i = 0; i < state.LeftOut.Count && waiting.Count < taken.Count + MostRelated; i++)
        {
            var block = state.LeftOut[(from + i) % state.LeftOut.Count];
            if (!waiting.Has(block) && plan.Freed.Concerns(model.Blocks[block]))
            {
                waiting.Add(block);
                related.Add(block);
            }
        }

        var count = waiting.Count;
        var mode = dice.Below(4);
        for (var i = 0; i < count; i++)
        {
            order[i] = waiting[i];
            keys[i] = Key(model.Blocks[order[i]], mode);
        }

        Array.Sort(keys, order, 0, count);
        var endsOnly = dice.Chance(EndsOnly);
        for (var i = 0; i < count; i++)
        {
            Put(order[i], Blink, endsOnly);
        }

        plan.Scan.Near = null;
    }

    private double Key(SearchBlock block, int mode) => mode switch
    {
        0 => -block.LeftOutCost * (0.5 + dice.Unit()),
        1 => -(double)block.LeftOutCost / block.Ticks * (0.5 + dice.Unit()),
        2 => block.Freedom * (0.5 + dice.Unit()),
        _ => dice.Unit(),
    };

    private void Put(int index, double blink, bool endsOnly)
    {
        if (!waiting.Has(index))
        {
            return;
        }

        waiting.Remove(index);
        foreach (var link in model.Blocks[index].Before)
        {
            Put(link.Block, blink, endsOnly);
        }

        // what was left out before can have got new places only near the ruin
        plan.Scan.Near = related.Has(index) ? plan.Freed : null;
        if (!state.IsPlaced(index) && plan.Scan.Best(index, endsOnly, blink, dice, out var best))
        {
            plan.Put(index, best);
        }
    }
}
