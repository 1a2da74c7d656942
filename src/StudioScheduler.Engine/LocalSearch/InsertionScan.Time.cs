using System.Runtime.CompilerServices;

namespace StudioScheduler.Engine.LocalSearch;

// What a start costs by its time alone.
internal sealed partial class InsertionScan
{
    private void LoadPresence(SearchBlock block)
    {
        presenceCount = 0;
        for (var i = 1; i < block.Workers.Length; i++)
        {
            var worker = model.Workers[block.Workers[i]];
            if (worker.PresenceCost == 0)
            {
                continue;
            }

            var tour = state.Workers[block.Workers[i]];
            var first = worker.LastWorked is null ? 0 : 1;
            presence[presenceCount++] = tour.Count > first
                ? (tour.Stops[first].Start, tour.Stops[tour.Count - 1].End, worker.PresenceCost)
                : (int.MaxValue, int.MinValue, worker.PresenceCost);
        }
    }

    // Presence, wanted, night and changed: what depends on the start alone (and, for the published place, on the stage).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long OfTime(SearchBlock block, int stage, int tick)
    {
        var end = tick + block.Ticks;
        var price = OfPresence(block, tick);
        if (block.HasWanted)
        {
            price += block.WantedCost * block.MinutesOutside(tick, model.Step);
        }

        if (block.NightCost != 0)
        {
            price += block.NightCost * (model.NightSums[end] - model.NightSums[tick]);
        }

        if (block.ChangedCost != 0 && (stage != block.PublishedStage || tick != block.PublishedTick))
        {
            price += block.ChangedCost;
        }

        return price;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long OfPresence(SearchBlock block, int tick)
    {
        long price = 0;
        for (var i = 0; i < presenceCount; i++)
        {
            var (first, last, cost) = presence[i];
            price += last < first ? cost * block.Ticks : cost * (Math.Max(0, first - tick) + Math.Max(0, tick + block.Ticks - last));
        }

        return price;
    }
}
