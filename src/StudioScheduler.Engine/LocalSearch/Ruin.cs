namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Takes out blocks that belong together, so that putting them back can find something better. Works on the tours around one
/// moment; the cost does not grow with the base.
/// </summary>
internal sealed class Ruin(SearchModel model, WorkingPlan plan, Dice dice, SearchSettings settings)
{
    private readonly SearchState state = plan.State;
    private readonly LookPhases phases = new(model, plan.State, dice, settings);
    private readonly BlockList picked = new(model.Blocks.Length);
    private readonly int shares = settings.StageShare + settings.CastShare + settings.PersonShare + settings.AroundShare + settings.TwoDaysShare
        + settings.WishShare + settings.AnyShare;

    /// <summary>Adds what it took out to <paramref name="taken"/>; false where the change must be undone.</summary>
    /// <param name="seed">The block to ruin around; it may be one that is left out.</param>
    /// <param name="isHot">Whether what is left out comes first.</param>
    public bool Run(BlockList taken, int seed, bool isHot)
    {
        var most = 1 + dice.Below(settings.MostTaken);
        var moment = state.IsPlaced(seed) ? state.TickOf[seed] + (model.Blocks[seed].Ticks / 2) : MomentOf(seed);
        picked.Clear();
        Pick(seed);
        if (!state.IsPlaced(seed) && dice.Chance(settings.ClearPlace))
        {
            ClearStart(seed, most);
        }
        else
        {
            ByStyle(seed, moment, most, isHot);
        }

        foreach (var block in picked.Items)
        {
            plan.Take(block, taken);
        }

        return plan.Heal(taken);
    }

    private void ByStyle(int seed, int moment, int most, bool isHot)
    {
        var style = dice.Below(isHot && phases.Concern(seed) ? shares + settings.PhaseShare : shares);
        if ((style -= settings.StageShare) < 0)
        {
            StageGroup(seed, moment, most);
        }
        else if ((style -= settings.CastShare) < 0)
        {
            CrewAndCast(seed, moment, most, withNeighbours: dice.Chance(0.35));
        }
        else if ((style -= settings.PersonShare) < 0)
        {
            WholePerson(seed, most);
        }
        else if ((style -= settings.AroundShare) < 0)
        {
            AllAround(moment, most);
        }
        else if ((style -= settings.TwoDaysShare) < 0)
        {
            TwoDays(seed, moment, most);
        }
        else if ((style -= settings.WishShare) < 0)
        {
            ClearPlace(seed, WishOf(seed), most);
        }
        else if ((style -= settings.AnyShare) < 0)
        {
            AnyBlocks(most);
        }
        else
        {
            TwoPhases(seed, moment, most);
        }
    }

    /// <param name="atLeftOut">Chance to draw one that is left out, if any is.</param>
    public int DrawSeed(double atLeftOut)
    {
        if (state.LeftOut.Count > 0 && dice.Chance(atLeftOut))
        {
            return state.LeftOut[dice.Below(state.LeftOut.Count)];
        }

        return dice.Below(model.Blocks.Length);
    }

    private int MomentOf(int block)
    {
        var (first, last) = model.Blocks[block].Reach[dice.Below(model.Blocks[block].Stages.Length)];
        return first > last ? dice.Below(model.Ticks) : first + dice.Below(last - first + 1) + (model.Blocks[block].Ticks / 2);
    }

    private void Pick(int block)
    {
        if (block >= 0 && state.IsPlaced(block) && !model.IsFixed[block])
        {
            picked.Add(block);
        }
    }

    // The stops of a tour nearest to a moment, at most so many.
    private void PickNear(Tour tour, int moment, int count)
    {
        var right = tour.At(moment);
        var left = right - 1;
        while (count-- > 0 && (left >= 0 || right < tour.Count))
        {
            var toLeft = left >= 0 ? moment - tour.Stops[left].End : int.MaxValue;
            var toRight = right < tour.Count ? tour.Stops[right].Start - moment : int.MaxValue;
            Pick(toLeft <= toRight ? tour.Stops[left--].Block : tour.Stops[right++].Block);
        }
    }

    // All that stands in a left-out block's way on one of its stages at one moment: stage, crew and cast together.
    private void ClearPlace(int seed, int moment, int most)
    {
        var block = model.Blocks[seed];
        Clear(block, block.Stages[dice.Below(block.Stages.Length)], moment - (block.Ticks / 2), most);
    }

    // The same at a start that the block alone may have.
    private void ClearStart(int seed, int most)
    {
        var block = model.Blocks[seed];
        if (block.Freedom > 0)
        {
            var (choice, tick) = block.DrawStart(dice);
            Clear(block, block.Stages[choice], tick, most);
        }
    }

    private void Clear(SearchBlock block, int onStage, int from, int most)
    {
        var stage = state.Stages[onStage];
        PickWithin(stage, from - 2, from + block.Ticks + 2);
        foreach (var worker in block.Workers)
        {
            PickWithin(state.Workers[worker], from - 1, from + block.Ticks + 1);
        }

        if (picked.Count < most)
        {
            PickNear(dice.Chance(0.5) ? stage : state.Workers[block.Workers[0]], from + (block.Ticks / 2), most - picked.Count);
        }
    }

    private void PickWithin(Tour tour, int from, int to)
    {
        for (var i = Math.Max(0, tour.At(from) - 1); i < tour.Count && tour.Stops[i].Start < to; i++)
        {
            if (tour.Stops[i].End > from)
            {
                Pick(tour.Stops[i].Block);
            }
        }
    }

    private void StageGroup(int seed, int moment, int most)
    {
        var stages = model.Blocks[seed].Stages;
        var each = Math.Max(1, (most + stages.Length - 1) / stages.Length);
        var shift = dice.Below(stages.Length);
        for (var i = 0; i < stages.Length && picked.Count < most; i++)
        {
            PickNear(state.Stages[stages[(i + shift) % stages.Length]], moment, each);
        }

        if (dice.Chance(0.3))
        {
            PickNear(state.Workers[model.Blocks[seed].Workers[0]], moment, 2);
        }
    }

    private void CrewAndCast(int seed, int moment, int most, bool withNeighbours)
    {
        var workers = model.Blocks[seed].Workers;
        var each = Math.Max(2, most / workers.Length);
        foreach (var worker in workers)
        {
            PickNear(state.Workers[worker], moment, each);
        }

        if (!withNeighbours)
        {
            return;
        }

        var own = picked.Count;
        for (var i = 0; i < own && picked.Count < most; i++)
        {
            var block = picked[i];
            PickNear(state.Stages[state.StageOf[block]], state.TickOf[block], 2);
        }
    }

    private void WholePerson(int seed, int most)
    {
        var workers = model.Blocks[seed].Workers;
        var tour = state.Workers[workers[workers.Length > 1 ? 1 + dice.Below(workers.Length - 1) : 0]];
        var from = tour.Count <= most ? 0 : dice.Below(tour.Count - most + 1);
        for (var i = from; i < tour.Count && picked.Count <= most; i++)
        {
            Pick(tour.Stops[i].Block);
        }
    }

    // A crew's blocks of two days, so that they can change places.
    private void TwoDays(int seed, int moment, int most)
    {
        var workers = model.Blocks[seed].Workers;
        var crew = state.Workers[workers[0]];
        var tour = state.Workers[workers[dice.Below(workers.Length)]];
        PickNear(crew, moment, (most + 1) / 2);
        if (tour.Count > 0)
        {
            PickNear(crew, tour.Stops[dice.Below(tour.Count)].Start, (most + 1) / 2);
        }
    }

    // A moment that would please: within the wanted window, or near another block of the cast.
    private int WishOf(int seed)
    {
        var block = model.Blocks[seed];
        if (block.HasWanted && dice.Chance(0.5))
        {
            var from = Math.Max(0, block.WantedFrom / model.Step);
            var to = Math.Min(model.Ticks, block.WantedTo / model.Step);
            return from + dice.Below(to - from);
        }

        var tour = state.Workers[block.Workers[dice.Below(block.Workers.Length)]];
        return tour.Count == 0 ? MomentOf(seed) : tour.Stops[dice.Below(tour.Count)].Start + dice.Below(2 * block.Ticks) - block.Ticks;
    }

    private void TwoPhases(int seed, int moment, int most)
    {
        var found = phases.Find(seed);
        foreach (var block in found)
        {
            Pick(block);
        }

        if (found.Count == 0)
        {
            StageGroup(seed, moment, most);
        }
    }

    private void AllAround(int moment, int most)
    {
        for (var tries = 0; tries < most * 2 && picked.Count < most; tries++)
        {
            PickNear(state.Stages[dice.Below(model.StageCount)], moment, 1);
        }
    }

    private void AnyBlocks(int most)
    {
        for (var tries = 0; tries < most; tries++)
        {
            Pick(dice.Below(model.Blocks.Length));
        }
    }
}
