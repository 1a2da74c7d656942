using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Slots;

/// <summary>
/// Legal places that the scan passes over. Changeovers and moves need not obey the triangle inequality: what a gap's first stop asks
/// for can reach beyond its last one, and the scan then clears starts of the next gap that are legal there.
/// </summary>
internal static class OverhangPlaces
{
    /// <summary>Offers the passed-over places of a left-out block; each is tested alone, in its own gap, and priced exactly.</summary>
    public static void Offer(LoadedSchedule plan, int blockIndex, RankedPlaces into)
    {
        var (model, state) = (plan.Model, plan.State);
        var block = model.Blocks[blockIndex];
        foreach (var stage in block.Stages)
        {
            SortedSet<int>? ticks = null;
            var tour = state.Stages[stage];
            for (var gap = 0; gap < tour.Count; gap++)
            {
                var free = gap > 0 ? tour.Stops[gap - 1].End : 0;
                Add(tour.Stops[gap].Start, free + model.Changeover(stage, state.LookBefore(stage, gap), block.Look), ref ticks);
            }

            foreach (var worker in block.Workers)
            {
                var day = state.Workers[worker];
                for (var gap = 1; gap < day.Count; gap++)
                {
                    var before = day.Stops[gap - 1];
                    Add(day.Stops[gap].Start, before.End + model.Moves[((before.Stage + 1) * model.StageCount) + stage], ref ticks);
                }
            }

            foreach (var tick in ticks ?? [])
            {
                if (plan.Scan.Fits(blockIndex, stage, tick) && !into.Places.Any(p => p.Stage == stage && p.Tick == tick))
                {
                    OfferOne(plan, blockIndex, stage, tick, into);
                }
            }
        }
    }

    private static void Add(int nextStart, int low, ref SortedSet<int>? ticks)
    {
        for (var tick = nextStart + 1; tick < low; tick++)
        {
            (ticks ??= []).Add(tick);
        }
    }

    // The exact cost is rounded as the contract rounds sums: what the whole score loses.
    private static void OfferOne(LoadedSchedule plan, int block, int stage, int tick, RankedPlaces into)
    {
        var before = plan.State.Soft;
        var price = plan.Scan.Price(block, stage, tick);
        plan.Put(block, stage, tick);
        var cost = before - plan.State.Soft;
        plan.Take(block);
        into.Offer(stage, tick, price, cost);
    }
}
