using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// Takes out blocks that belong together around one moment: of the seed's crew and its cast (60 %), of its stages (20 %), of any stages
/// (10 %); or any blocks (10 %).
/// </summary>
internal sealed class PlainRuin(SearchModel model, WorkingPlan plan, Dice dice)
{
    private const int Most = 12;
    private const double SeedAtLeftOut = 0.3;

    private readonly SearchState state = plan.State;
    private readonly List<(int Distance, int Block)> near = [];

    public int DrawSeed() => state.LeftOut.Count > 0 && dice.Chance(SeedAtLeftOut)
        ? state.LeftOut[dice.Below(state.LeftOut.Count)]
        : dice.Below(model.Blocks.Length);

    /// <summary>Adds what it took out to <paramref name="taken"/>; false where the change must be undone.</summary>
    /// <param name="seed">The block to ruin around; it may be left out.</param>
    public bool Run(int seed, BlockList taken)
    {
        var block = model.Blocks[seed];
        var most = 1 + dice.Below(Most);
        var moment = MomentOf(block);
        near.Clear();
        var style = dice.Below(10);
        if (style < 2)
        {
            foreach (var stage in block.Stages)
            {
                AddNear(state.Stages[stage], moment, most);
            }
        }
        else if (style < 8)
        {
            foreach (var worker in block.Workers)
            {
                AddNear(state.Workers[worker], moment, most);
            }
        }
        else if (style < 9)
        {
            foreach (var tour in state.Stages)
            {
                AddNear(tour, moment, 1);
            }
        }
        else
        {
            for (var i = 0; i < most; i++)
            {
                near.Add((i, dice.Below(model.Blocks.Length)));
            }
        }

        near.Sort();
        plan.Take(seed, taken);
        for (var i = 0; i < near.Count && taken.Count < most; i++)
        {
            plan.Take(near[i].Block, taken);
        }

        return plan.Heal(taken);
    }

    // Its middle; of a left-out block that of any start it may have.
    private int MomentOf(SearchBlock block) =>
        (state.IsPlaced(block.Index) ? state.TickOf[block.Index] : block.Freedom > 0 ? block.DrawStart(dice).Tick : dice.Below(model.Ticks))
        + (block.Ticks / 2);

    // The stops on both sides of the moment, so many on each.
    private void AddNear(Tour tour, int moment, int most)
    {
        var at = tour.At(moment);
        for (var i = Math.Max(0, at - most); i < Math.Min(tour.Count, at + most); i++)
        {
            ref var stop = ref tour.Stops[i];
            if (stop.Block >= 0) // not last work before the horizon
            {
                near.Add((Math.Max(stop.Start - moment, moment - stop.End), stop.Block));
            }
        }
    }
}
