using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Repairing;

/// <summary>
/// Takes out moved blocks that stand in each other's way home, and blocks that nobody knows of where they stand there too, so that they can
/// go back together. Whoever is at home stays there.
/// </summary>
internal sealed class MendTogether(SearchModel model, WorkingPlan plan, MovedBlocks moved, MendSettings settings, Dice dice)
{
    // Changeovers and moves take up to so long; who stands farther off is in the way by a shift at most.
    private const int NearMinutes = 120;

    private readonly int near = (NearMinutes + model.Step - 1) / model.Step;
    private readonly int[] unpublished = [.. model.Blocks.Where(b => b.PublishedStage < 0).Select(b => b.Index)];
    private readonly BlockList picked = new(model.Blocks.Length);

    /// <summary>Adds what it took out to <paramref name="taken"/>; false where the change must be undone. At least one block has moved.</summary>
    public bool Run(BlockList taken)
    {
        picked.Clear();
        picked.Add(moved[dice.Below(moved.Count)]);
        var most = 2 + dice.Below(settings.MostTogether - 1);
        for (var i = 0; i < picked.Count && picked.Count < most; i++)
        {
            PickAround(picked[i], most);
        }

        foreach (var block in picked.Items)
        {
            plan.Take(block, taken);
        }

        return plan.Heal(taken);
    }

    private void PickAround(int block, int most)
    {
        var from = dice.Below(moved.Count);
        for (var i = 0; i < moved.Count && picked.Count < most; i++)
        {
            var other = moved[(from + i) % moved.Count];
            if ((IsInTheWay(other, block) || IsInTheWay(block, other)) && dice.Chance(settings.TakesNext))
            {
                picked.Add(other);
            }
        }

        for (var i = 0; i < unpublished.Length && picked.Count < most; i++)
        {
            var other = unpublished[i];
            if (plan.State.IsPlaced(other) && !model.IsFixed[other] && IsInTheWay(other, block) && dice.Chance(settings.TakesNext))
            {
                picked.Add(other);
            }
        }
    }

    // Where it stands now, on the stage or with the crew or cast that the other has at home, at about that time.
    private bool IsInTheWay(int block, int other)
    {
        var (own, home) = (model.Blocks[block], model.Blocks[other]);
        var start = plan.State.TickOf[block];
        return home.PublishedStage >= 0
            && start < home.PublishedTick + home.Ticks + near && home.PublishedTick < start + own.Ticks + near
            && (plan.State.StageOf[block] == home.PublishedStage || own.Workers.AsSpan().ContainsAny(home.Workers));
    }
}
