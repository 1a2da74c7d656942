using StudioScheduler.Engine.Explaining;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Repairing;

/// <summary>Draws what a repair puts where, and finds who would have to go aside for it.</summary>
internal sealed class MendTarget(SearchModel model, WorkingPlan plan, MovedBlocks moved, MendSettings settings, Dice dice)
{
    private readonly Clashes clashes = new(plan.State);
    private readonly List<int> aside = [];

    /// <summary>Who must go aside for the place that was drawn last.</summary>
    public IReadOnlyList<int> Aside => aside;

    /// <summary>Whether to aim at a left-out block; if not, at one that moved.</summary>
    public bool AimsAtLeftOut() => plan.State.LeftOut.Count > 0 && (moved.Count == 0 || dice.Chance(settings.AimAtLeftOut));

    /// <summary>What to put where: a left-out block somewhere, a moved one back or elsewhere. Who must go for it is in <see cref="Aside"/>.</summary>
    /// <param name="taken">A moved block is taken out first, and added to it.</param>
    public bool Aim(BlockList taken, out int block, out int stage, out int tick)
    {
        if (AimsAtLeftOut())
        {
            block = DrawLeftOut();
            return Anywhere(block, out stage, out tick);
        }

        (block, stage, tick) = (-1, -1, -1);
        if (moved.Count == 0)
        {
            return false;
        }

        block = moved[dice.Below(moved.Count)];
        plan.Take(block, taken);
        var chosen = model.Blocks[block];
        (stage, tick) = (chosen.PublishedStage, chosen.PublishedTick);
        var choice = Array.IndexOf(chosen.Stages, stage);
        return choice >= 0 && Bitmask.Has(chosen.Masks[choice], tick) && dice.Chance(settings.Back)
            ? IsCleared(block, stage, tick, out _)
            : Anywhere(block, out stage, out tick);
    }

    /// <summary>Any left-out block; now and then rather a dear one.</summary>
    public int DrawLeftOut()
    {
        var left = plan.State.LeftOut;
        var block = left[dice.Below(left.Count)];
        for (var i = dice.Chance(settings.Dear) ? 2 : 0; i > 0; i--)
        {
            var other = left[dice.Below(left.Count)];
            block = model.Blocks[other].LeftOutCost > model.Blocks[block].LeftOutCost ? other : block;
        }

        return block;
    }

    // Of a few places the one that pushes aside the least.
    private bool Anywhere(int block, out int stage, out int tick)
    {
        (stage, tick) = (-1, -1);
        var chosen = model.Blocks[block];
        var least = double.MaxValue;
        List<int>? leastAside = null;
        for (var draw = 0; draw < settings.Draws; draw++)
        {
            var choice = dice.Below(chosen.Stages.Length);
            var (first, last) = chosen.Reach[choice];
            if (first > last)
            {
                continue;
            }

            var at = first + dice.Below(last - first + 1);
            if (Bitmask.Has(chosen.Masks[choice], at) && IsCleared(block, chosen.Stages[choice], at, out var price) && price < least)
            {
                (least, stage, tick) = (price, chosen.Stages[choice], at);
                leastAside = [.. aside];
            }
        }

        if (leastAside is null)
        {
            return false;
        }

        aside.Clear();
        aside.AddRange(leastAside);
        return true;
    }

    // Fills the list of who must go aside; false where somebody fixed stands there or too many.
    private bool IsCleared(int block, int stage, int tick, out double price)
    {
        price = 0;
        aside.Clear();
        while (clashes.First(model.Blocks[block], stage, tick) is { } clash)
        {
            if (clashes.Gone.Count >= settings.MostAside || Culprit(clash.Culprits) is not (var culprit and >= 0))
            {
                price = double.MaxValue;
                break;
            }

            price += moved.AsidePrice(culprit);
            clashes.Push(culprit);
        }

        aside.AddRange(clashes.Gone);
        while (clashes.Gone.Count > 0)
        {
            clashes.Pop();
        }

        return price < double.MaxValue;
    }

    // Rather one that has moved already, or that nobody knows of.
    private int Culprit(IReadOnlyList<int> culprits)
    {
        var (chosen, sum) = (-1, 0.0);
        foreach (var culprit in culprits)
        {
            if (!model.IsFixed[culprit])
            {
                var weight = 1 / (0.3 + moved.AsidePrice(culprit));
                sum += weight;
                chosen = dice.Unit() * sum < weight ? culprit : chosen;
            }
        }

        return chosen;
    }
}
