using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Construction;

/// <summary>The first full schedule: a warm start where there is one, then every block at its cheapest place, the dearest to leave out first.</summary>
internal static class FirstSchedule
{
    /// <summary>Places the warm start, then the rest.</summary>
    public static void Fill(SearchModel model, WorkingPlan plan, Placements? from)
    {
        var recreate = new Recreate(model, plan, new Dice(1, 0), new SearchSettings());
        if (from is not null)
        {
            PutWarm(model, plan, from);
        }

        recreate.RunAll(inNoisyOrder: false);
        plan.Keep();
    }

    // In order of time, so that predecessors come first; what is illegal is left for the recreate.
    private static void PutWarm(SearchModel model, WorkingPlan plan, Placements from)
    {
        var order = Enumerable.Range(0, model.Blocks.Length)
            .Where(b => from.IsPlaced(b) && !plan.State.IsPlaced(b))
            .OrderBy(b => from[b]!.Value.Start).ThenBy(b => model.Blocks[b].Source.IdRank);
        foreach (var block in order)
        {
            var (stage, start) = from[block]!.Value;
            if (start < 0 || !model.Index.Grid.IsOnGrid(start) || start / model.Step >= model.Ticks)
            {
                continue;
            }

            var tick = (int)(start / model.Step);
            if (plan.Scan.Fits(block, stage, tick))
            {
                plan.Put(block, stage, tick);
            }
        }
    }
}
