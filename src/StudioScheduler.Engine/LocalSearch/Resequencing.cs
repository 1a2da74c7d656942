namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Puts the blocks of a stage that is busy all the time into another order: one block goes elsewhere in the sequence, or a run of them
/// turns round, and what stands between moves up. Where a stage has no hole, no block fits anywhere but between two others, and only
/// such steps lead from one order to the next.
/// </summary>
internal sealed class Resequencing(SearchModel model, WorkingPlan plan, Dice dice)
{
    // Of the horizon: what stands on such a stage all the same has no other place.
    private const double Full = 0.99;

    private readonly SearchState state = plan.State;
    private readonly bool[] isFull = FullStages(model);
    private readonly List<int> order = [];

    /// <summary>Whether the block stands on a stage that has nothing but a sequence to choose.</summary>
    public bool Concerns(int block) => state.IsPlaced(block) && isFull[state.StageOf[block]];

    /// <summary>Adds to <paramref name="taken"/> what it took out and could not put back; false where the change must be undone.</summary>
    /// <param name="seed">A block that <see cref="Concerns"/> it.</param>
    public bool Run(BlockList taken, int seed)
    {
        var stage = state.StageOf[seed];
        var tour = state.Stages[stage];
        var at = tour.At(state.TickOf[seed]);
        var other = dice.Below(tour.Count);
        var (first, last) = (Math.Min(at, other), Math.Max(at, other));
        var from = first > 0 ? tour.Stops[first - 1].End : 0;
        var to = last + 1 < tour.Count ? tour.Stops[last + 1].Start : model.Ticks;
        order.Clear();
        for (var i = first; i <= last; i++)
        {
            order.Add(tour.Stops[i].Block);
        }

        Change(isFirst: at <= other);
        foreach (var block in order)
        {
            plan.Take(block, taken);
        }

        if (!plan.Heal(taken))
        {
            return false;
        }

        foreach (var block in order)
        {
            if (!state.IsPlaced(block) && plan.Scan.Earliest(block, stage, from, to, out var place))
            {
                plan.Put(block, place);
                taken.Remove(block);
                from = place.Tick + model.Blocks[block].Ticks;
            }
        }

        return true;
    }

    // One or two neighbours go from one end of the run to the other, or the run turns round.
    private void Change(bool isFirst)
    {
        if (dice.Chance(0.2))
        {
            order.Reverse();
            return;
        }

        var count = Math.Min(1 + dice.Below(3), order.Count - 1);
        for (; count > 0; count--)
        {
            var from = isFirst ? 0 : order.Count - 1;
            var block = order[from];
            order.RemoveAt(from);
            order.Insert(isFirst ? order.Count : 0, block);
        }
    }

    private static bool[] FullStages(SearchModel model)
    {
        var busy = new long[model.StageCount];
        foreach (var block in model.Blocks)
        {
            if (block.Stages.Length == 1)
            {
                busy[block.Stages[0]] += block.Ticks;
            }
        }

        return [.. busy.Select(ticks => ticks >= Full * model.Ticks && ticks <= model.Ticks)];
    }
}
