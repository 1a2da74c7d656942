using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Repairing;

/// <summary>Puts back what a repair took out: home where it was published, or else at the cheapest place.</summary>
internal sealed class MendReturn(SearchModel model, WorkingPlan plan, MendSettings settings, Dice dice)
{
    private readonly BlockList waiting = new(model.Blocks.Length);
    private readonly int[] order = new int[model.Blocks.Length];
    private readonly double[] keys = new double[model.Blocks.Length];

    /// <summary>What was put since it was cleared.</summary>
    public BlockList Touched { get; } = new(model.Blocks.Length);

    /// <summary>Whoever was taken out, and left-out blocks that may have got room, in an order that differs from step to step.</summary>
    /// <param name="seed">The block around which was ruined; −1 where none was.</param>
    /// <param name="home">Chance that a block goes where it was published, where that is free, without a look at other places.</param>
    public void Run(BlockList taken, int seed, double home)
    {
        waiting.Clear();
        var left = plan.State.LeftOut;
        var from = dice.Below(left.Count);
        for (var i = 0; i < Math.Min(left.Count, 60) && waiting.Count < settings.MostRelated; i++)
        {
            var block = left[(from + i) % left.Count];
            if (!taken.Has(block) && plan.Freed.Concerns(model.Blocks[block]))
            {
                waiting.Add(block);
            }
        }

        if (seed >= 0 && !plan.State.IsPlaced(seed))
        {
            waiting.Add(seed);
        }

        foreach (var block in taken.Items)
        {
            if (!plan.State.IsPlaced(block))
            {
                waiting.Add(block);
            }
        }

        var sorted = Sort(dice.Chance(settings.SeedFirst) ? seed : -1);
        plan.Scan.Packing = dice.Chance(settings.Packed) ? settings.PackingPrice * 60 : 0;
        for (var i = 0; i < sorted; i++)
        {
            PutWithBefore(order[i], taken, home);
        }

        plan.Scan.Packing = 0;
    }

    /// <summary>Puts a block at a place that is legal.</summary>
    public void Place(int block, int stage, int tick)
    {
        plan.Put(block, stage, tick);
        Touched.Add(block);
    }

    private int Sort(int first)
    {
        var mode = dice.Below(100);
        var sorted = waiting.Count;
        for (var i = 0; i < sorted; i++)
        {
            var block = model.Blocks[waiting[i]];
            order[i] = block.Index;
            keys[i] = block.Index == first ? double.MinValue : mode switch
            {
                < 30 => -(block.LeftOutCost + 1) * (0.5 + dice.Unit()),
                < 55 => -(double)(block.LeftOutCost + 1) / block.Ticks * (0.6 + (0.8 * dice.Unit())),
                < 75 => block.Freedom * (0.5 + dice.Unit()),
                _ => dice.Unit(),
            };
        }

        Array.Sort(keys, order, 0, sorted);
        return sorted;
    }

    private void PutWithBefore(int index, BlockList taken, double home)
    {
        if (!waiting.Has(index))
        {
            return;
        }

        waiting.Remove(index);
        var block = model.Blocks[index];
        foreach (var link in block.Before)
        {
            PutWithBefore(link.Block, taken, home);
        }

        // where it was published is nearly always best, and known without a look at every other place
        if (block.PublishedStage >= 0 && block.PublishedTick >= 0 && dice.Chance(home)
            && plan.Scan.Fits(index, block.PublishedStage, block.PublishedTick))
        {
            Place(index, block.PublishedStage, block.PublishedTick);
            return;
        }

        plan.Scan.Near = taken.Has(index) || block.PublishedStage >= 0 ? null : plan.Freed;
        if (plan.Scan.Best(index, dice.Chance(settings.EndsOnly), 0.01, dice, out var best))
        {
            plan.Put(index, best);
            Touched.Add(index);
        }

        plan.Scan.Near = null;
    }
}
