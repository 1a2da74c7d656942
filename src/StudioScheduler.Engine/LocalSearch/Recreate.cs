namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Puts back what was taken out, with left-out blocks that are related to it, each at its cheapest place, in an order that differs
/// from step to step. A chain of <c>after</c> goes in from its front.
/// </summary>
internal sealed class Recreate(SearchModel model, WorkingPlan plan, Dice dice, SearchSettings settings)
{
    private readonly SearchState state = plan.State;
    private readonly BlockList waiting = new(model.Blocks.Length);
    private readonly int[] order = new int[model.Blocks.Length];
    private readonly double[] keys = new double[model.Blocks.Length];
    private readonly BlockList related = new(model.Blocks.Length);
    private int first = -1;

    /// <param name="seed">The block around which was ruined: it is tried even where it was left out before.</param>
    public void Run(BlockList taken, int seed)
    {
        waiting.Clear();
        related.Clear();
        if (!state.IsPlaced(seed) && !taken.Has(seed))
        {
            waiting.Add(seed);
        }

        first = dice.Chance(settings.SeedFirst) ? seed : -1;

        AddRelated(taken);
        foreach (var block in taken.Items)
        {
            waiting.Add(block);
        }

        plan.Scan.Packing = dice.Chance(PackedChance()) ? settings.PackingPrice * 60 : 0;
        PutAll(dice.Below(100), dice.Chance(settings.EndsOnly));
        plan.Scan.Packing = 0;
        plan.Scan.Near = null;
    }

    // The more is left out, the more it pays to pack; a quiet base is better served by its wishes.
    private double PackedChance() => Math.Min(settings.Packed, 0.15 + (4.0 * state.LeftOut.Count / model.Blocks.Length));

    /// <summary>Tries to place every left-out block once, the dearest to leave out first.</summary>
    public void RunAll(bool inNoisyOrder)
    {
        waiting.Clear();
        related.Clear();
        foreach (var block in state.LeftOut.Items)
        {
            waiting.Add(block);
        }

        PutAll(inNoisyOrder ? 0 : -1, endsOnly: false);
    }

    private void AddRelated(BlockList taken)
    {
        var left = state.LeftOut.Count - taken.Count;
        if (left <= 0)
        {
            return;
        }

        var count = state.LeftOut.Count;
        var looks = Math.Min(count, 60);
        var from = dice.Below(count);
        for (var i = 0; i < looks && waiting.Count < settings.MostRelated; i++)
        {
            var block = state.LeftOut[(from + i) % count];
            if (!waiting.Has(block) && !taken.Has(block) && plan.Freed.Concerns(model.Blocks[block]))
            {
                waiting.Add(block);
                related.Add(block);
            }
        }
    }

    private void PutAll(int mode, bool endsOnly)
    {
        var count = waiting.Count;
        for (var i = 0; i < count; i++)
        {
            order[i] = waiting[i];
            keys[i] = order[i] == first ? double.MinValue : Key(model.Blocks[order[i]], mode);
        }

        Array.Sort(keys, order, 0, count);
        for (var i = 0; i < count; i++)
        {
            PutWithBefore(order[i], mode < 0 ? 0 : settings.Blink, endsOnly);
        }
    }

    private double Key(SearchBlock block, int mode) => mode switch
    {
        < 0 => -block.LeftOutCost + (block.Index * 1e-6),
        < 25 => -block.LeftOutCost * (0.5 + dice.Unit()),
        < 55 => -(double)block.LeftOutCost / block.Ticks * (0.6 + (0.8 * dice.Unit())),
        < 65 => -block.Ticks * (0.5 + dice.Unit()),
        < 80 => block.Freedom * (0.5 + dice.Unit()),
        _ => dice.Unit(),
    };

    private void PutWithBefore(int index, double blink, bool endsOnly)
    {
        if (!waiting.Has(index))
        {
            return;
        }

        waiting.Remove(index);
        var block = model.Blocks[index];
        foreach (var link in block.Before)
        {
            PutWithBefore(link.Block, blink, endsOnly);
        }

        if (state.IsPlaced(index))
        {
            // it followed the last of them
            return;
        }

        plan.Scan.Near = related.Has(index) ? plan.Freed : null;
        if (plan.Scan.Best(index, endsOnly, blink, dice, out var best))
        {
            plan.Put(index, best);
            LetFollow(block, blink, endsOnly);
        }
    }

    // Who was left out only because the block was.
    private void LetFollow(SearchBlock block, double blink, bool endsOnly)
    {
        foreach (var link in block.After)
        {
            if (!state.IsPlaced(link.Block) && !waiting.Has(link.Block))
            {
                waiting.Add(link.Block);
                PutWithBefore(link.Block, blink, endsOnly);
            }
        }
    }
}
