namespace StudioScheduler.Engine.LocalSearch;

/// <content>Who must go although no time overlaps: shifts that would be too long, pools that would be short.</content>
internal sealed partial class Blockers
{
    // Adds whoever makes the shift too long, from its start or from its end, whichever costs less.
    private bool ShortenShift(int worker, int tick, int end)
    {
        var (rest, most) = (model.Workers[worker].RestTicks, model.Workers[worker].MaxTicks);
        if (rest == 0)
        {
            return true;
        }

        var tour = state.Workers[worker];
        var at = tour.At(tick);
        early.Clear();
        late.Clear();
        var first = tick;
        for (var i = at - 1; i >= 0; i--)
        {
            if (tour.Stops[i].Block >= 0 && set.Contains(tour.Stops[i].Block))
            {
                continue;
            }

            if (first - tour.Stops[i].End >= rest)
            {
                break;
            }

            first = tour.Stops[i].Start;
            early.Add(i);
        }

        var last = end;
        for (var i = at; i < tour.Count; i++)
        {
            if (tour.Stops[i].Block >= 0 && set.Contains(tour.Stops[i].Block))
            {
                continue;
            }

            if (tour.Stops[i].Start - last >= rest)
            {
                break;
            }

            last = Math.Max(last, tour.Stops[i].End);
            late.Add(i);
        }

        if (last - first <= most)
        {
            return true;
        }

        early.RemoveAll(i => tour.Stops[i].Start >= last - most);
        late.RemoveAll(i => tour.Stops[i].End <= first + most);
        var (fromStart, fromEnd) = (PriceOf(tour, early), PriceOf(tour, late));
        if (Math.Min(fromStart, fromEnd) == double.MaxValue)
        {
            return false;
        }

        foreach (var i in fromStart <= fromEnd ? early : late)
        {
            set.Add(tour.Stops[i].Block);
        }

        return true;
    }

    // The most there is where one of them cannot go, and where there are none.
    private double PriceOf(Tour tour, List<int> stops)
    {
        var price = stops.Count > 0 ? 0.0 : double.MaxValue;
        foreach (var i in stops)
        {
            var block = tour.Stops[i].Block;
            if (block < 0 || model.IsFixed[block] || untouchable.Has(block))
            {
                return double.MaxValue;
            }

            price += priceOf(block);
        }

        return price;
    }

    // Where nobody of those who go uses the pool that is short: its cheapest user at that time goes too.
    private bool EasePools(SearchBlock block, int tick)
    {
        foreach (var (pool, units) in block.Pools)
        {
            var free = state.Pools[pool].Free.AsSpan(tick, block.Ticks);
            var shortAt = free.IndexOfAnyInRange(int.MinValue, units - 1);
            if (shortAt < 0 || set.Exists(b => model.Blocks[b].Pools.Any(p => p.Pool == pool)))
            {
                continue;
            }

            var (cheapest, least) = (-1, double.MaxValue);
            foreach (var user in poolUsers[pool])
            {
                if (state.IsPlaced(user) && !model.IsFixed[user] && !untouchable.Has(user)
                    && state.TickOf[user] <= tick + shortAt && tick + shortAt < state.TickOf[user] + model.Blocks[user].Ticks
                    && priceOf(user) is var price && price < least)
                {
                    (cheapest, least) = (user, price);
                }
            }

            if (cheapest < 0)
            {
                return false;
            }

            set.Add(cheapest);
        }

        return true;
    }
}
