using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.CpSat;
using StudioScheduler.Engine.Explaining;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Repairing;

/// <summary>
/// One thread's search around what is broken: a left-out block goes to a place and whoever stands there goes aside, or a moved block
/// goes back to where it was published. A week's other blocks are not touched unless somebody needs their place, so that some
/// thousand steps are enough. Annealing over cost of change; the best is kept by what is left out first.
/// </summary>
internal sealed class MendSearch
{
    private readonly SearchModel model;
    private readonly MendSettings settings;
    private readonly Dice dice;
    private readonly Clashes clashes;
    private readonly Ruin ruin;
    private readonly int[] order;
    private readonly double[] keys;
    private readonly BlockList taken;
    private readonly BlockList waiting;
    private readonly BlockList moved;
    private readonly BlockList touched;
    private readonly List<int> aside = [];
    private readonly double[] units;
    private readonly double change;
    private double movedUnits;
    private double home;
    private int sorted;

    public MendSearch(SearchModel model, WorkingPlan plan, MendSettings settings, int seed, int stream)
    {
        this.model = model;
        this.settings = settings;
        Plan = plan;
        dice = new Dice(seed, 100 + stream);
        clashes = new Clashes(plan.State);
        ruin = new Ruin(model, plan, dice, new SearchSettings { MostTaken = settings.MostRuined });
        order = new int[model.Blocks.Length];
        keys = new double[model.Blocks.Length];
        taken = new BlockList(model.Blocks.Length);
        waiting = new BlockList(model.Blocks.Length);
        moved = new BlockList(model.Blocks.Length);
        touched = new BlockList(model.Blocks.Length);
        units = [.. model.Blocks.Select(b => settings.AnyChange + PlaceCostModel.ChangedUnits(model.Index, b.Source))];
        change = 60.0 * settings.ChangeTimes * (model.Weights.Changed > 0 ? model.Weights.Changed : SoftWeights.Of(null).Changed);
        Best = new Incumbent(model.Blocks.Length);
        Restart();
    }

    public WorkingPlan Plan { get; }

    public Incumbent Best { get; }

    /// <summary>Of the best: cost, and what any moved block costs beside.</summary>
    public double BestEnergy { get; private set; }

    /// <summary>Nothing is left out and nobody moved: there is nothing to do.</summary>
    public bool IsMended => moved.Count == 0 && Plan.State.LeftOut.Count == 0;

    public long Steps { get; private set; }

    /// <summary>After another plan was loaded.</summary>
    public void Restart()
    {
        Plan.Keep();
        moved.Clear();
        movedUnits = 0;
        foreach (var block in model.Blocks)
        {
            Note(block);
        }

        Best.Copy(Plan.State);
        BestEnergy = Energy();
    }

    /// <param name="fraction">Of the whole budget that is used up: sets the temperature.</param>
    public void Step(double fraction)
    {
        Steps++;
        home = settings.HomeEarly + ((settings.HomeLate - settings.HomeEarly) * Math.Min(1, fraction / settings.HomeFrom));
        var state = Plan.State;
        var missing = state.MissingRequired;
        var before = Energy() + MediumPrice;
        taken.Clear();
        touched.Clear();
        if (dice.Chance(fraction < settings.HomeFrom ? settings.Ruin : settings.LateRuin) ? !RuinAround() : !PushAside())
        {
            Plan.Undo();
            return;
        }

        NoteTouched();
        var rise = Energy() + MediumPrice - before;
        var temperature = change * settings.Hot * Math.Pow(settings.Cold / settings.Hot, fraction);
        if (state.MissingRequired > missing
            || (state.MissingRequired == missing && rise > 0 && rise > temperature * -Math.Log(1 - dice.Unit())))
        {
            Plan.Undo();
            NoteTouched();
            return;
        }

        Plan.Keep();
        if ((state.MissingRequired, state.Medium, Energy()).CompareTo((Best.Missing, Best.Medium, BestEnergy)) < 0)
        {
            Best.Copy(state);
            BestEnergy = Energy();
        }
    }

    private bool PushAside()
    {
        if (!Aim(out var block, out var stage, out var tick) || !Put(block, stage, tick))
        {
            return false;
        }

        PutBack(-1);
        return true;
    }

    // A left-out block, or one that moved; now and then any.
    private bool RuinAround()
    {
        var left = Plan.State.LeftOut;
        var seed = left.Count > 0 && (moved.Count == 0 || dice.Chance(settings.AimAtLeftOut)) ? LeftOut()
            : moved.Count > 0 ? moved[dice.Below(moved.Count)]
            : -1;
        if (seed < 0 || dice.Chance(settings.Anybody))
        {
            seed = dice.Below(model.Blocks.Length);
        }

        if (!ruin.Run(taken, seed))
        {
            return false;
        }

        PutBack(seed);
        return true;
    }

    private double MediumPrice => 60 * settings.SoftPerMedium * Plan.State.Medium;

    private double Energy() => Plan.State.Cost + (change * movedUnits);

    // What to put where: a left-out block somewhere, a moved one back or elsewhere.
    private bool Aim(out int block, out int stage, out int tick)
    {
        var state = Plan.State;
        if (state.LeftOut.Count > 0 && (moved.Count == 0 || dice.Chance(settings.AimAtLeftOut)))
        {
            block = LeftOut();
            return Anywhere(block, out stage, out tick);
        }

        (block, stage, tick) = (-1, -1, -1);
        if (moved.Count == 0)
        {
            return false;
        }

        block = moved[dice.Below(moved.Count)];
        Plan.Take(block, taken);
        var chosen = model.Blocks[block];
        (stage, tick) = (chosen.PublishedStage, chosen.PublishedTick);
        var choice = Array.IndexOf(chosen.Stages, stage);
        return choice >= 0 && Bitmask.Has(chosen.Masks[choice], tick) && dice.Chance(settings.Back)
            ? IsCleared(block, stage, tick, out _)
            : Anywhere(block, out stage, out tick);
    }

    // Now and then rather a dear one.
    private int LeftOut()
    {
        var left = Plan.State.LeftOut;
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

            price += AsidePrice(culprit);
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
                var weight = 1 / (0.3 + AsidePrice(culprit));
                sum += weight;
                chosen = dice.Unit() * sum < weight ? culprit : chosen;
            }
        }

        return chosen;
    }

    private double AsidePrice(int block) =>
        moved.Has(block) || model.Blocks[block].PublishedStage < 0 ? 0.2 : units[block];

    private bool Put(int block, int stage, int tick)
    {
        foreach (var other in aside)
        {
            Plan.Take(other, taken);
        }

        if (!Plan.Heal(taken) || !Plan.Scan.Fits(block, stage, tick))
        {
            return false;
        }

        Place(block, stage, tick);
        return true;
    }

    // Whoever was taken out and left-out blocks that may have got room, in an order that differs from step to step.
    private void PutBack(int seed)
    {
        waiting.Clear();
        var left = Plan.State.LeftOut;
        var from = dice.Below(left.Count);
        for (var i = 0; i < Math.Min(left.Count, 60) && waiting.Count < settings.MostRelated; i++)
        {
            var block = left[(from + i) % left.Count];
            if (!taken.Has(block) && Plan.Freed.Concerns(model.Blocks[block]))
            {
                waiting.Add(block);
            }
        }

        if (seed >= 0 && !Plan.State.IsPlaced(seed))
        {
            waiting.Add(seed);
        }

        foreach (var block in taken.Items)
        {
            if (!Plan.State.IsPlaced(block))
            {
                waiting.Add(block);
            }
        }

        Sort(dice.Chance(settings.SeedFirst) ? seed : -1);
        Plan.Scan.Packing = dice.Chance(settings.Packed) ? settings.PackingPrice * 60 : 0;
        for (var i = 0; i < sorted; i++)
        {
            PutWithBefore(order[i]);
        }

        Plan.Scan.Packing = 0;
    }

    private void Sort(int first)
    {
        var mode = dice.Below(100);
        sorted = waiting.Count;
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
    }

    private void PutWithBefore(int index)
    {
        if (!waiting.Has(index))
        {
            return;
        }

        waiting.Remove(index);
        var block = model.Blocks[index];
        foreach (var link in block.Before)
        {
            PutWithBefore(link.Block);
        }

        // where it was published is nearly always best, and known without a look at every other place
        if (block.PublishedStage >= 0 && block.PublishedTick >= 0 && dice.Chance(home)
            && Plan.Scan.Fits(index, block.PublishedStage, block.PublishedTick))
        {
            Place(index, block.PublishedStage, block.PublishedTick);
            return;
        }

        Plan.Scan.Near = taken.Has(index) || block.PublishedStage >= 0 ? null : Plan.Freed;
        if (Plan.Scan.Best(index, dice.Chance(settings.EndsOnly), 0.01, dice, out var best))
        {
            Plan.Put(index, best);
            touched.Add(index);
        }

        Plan.Scan.Near = null;
    }

    private void Place(int block, int stage, int tick)
    {
        Plan.Put(block, new Insertion(stage, tick, Plan.Scan.Price(block, stage, tick)));
        touched.Add(block);
    }

    private void NoteTouched()
    {
        foreach (var block in touched.Items)
        {
            Note(model.Blocks[block]);
        }

        foreach (var block in taken.Items)
        {
            Note(model.Blocks[block]);
        }
    }

    private void Note(SearchBlock block)
    {
        var state = Plan.State;
        if (block.PublishedStage >= 0 && state.IsPlaced(block.Index) && !model.IsFixed[block.Index]
            && (state.StageOf[block.Index] != block.PublishedStage || state.TickOf[block.Index] != block.PublishedTick))
        {
            if (!moved.Has(block.Index))
            {
                moved.Add(block.Index);
                movedUnits += units[block.Index];
            }
        }
        else if (moved.Has(block.Index))
        {
            moved.Remove(block.Index);
            movedUnits -= units[block.Index];
        }
    }
}
