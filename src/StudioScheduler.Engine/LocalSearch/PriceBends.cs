namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// The starts at which a block's price may bend or jump. Between two of them, on one run of legal starts, the price is a straight line, so its
/// least is at an end of the run or at a bend, and no other start needs to be priced. What a start costs by its time is known beforehand
/// (wanted, night, published); presence bends where people's days begin and end, waits and shifts a rest away from the crew's stops.
/// </summary>
internal sealed class PriceBends(SearchModel model)
{
    private readonly ulong[] mask = new ulong[model.Words];

    /// <summary>By tick; valid until the next <see cref="Load"/>.</summary>
    public ReadOnlySpan<ulong> Starts => mask;

    /// <param name="presence">First start and last end of the people that have a price; first above last where they have no other block.</param>
    public void Load(SearchBlock block, Tour crew, int rest, ReadOnlySpan<(int First, int Last, long Cost)> presence)
    {
        block.Bends.CopyTo(mask, 0);
        foreach (var (first, last, _) in presence)
        {
            Bitmask.Set(mask, first, first);
            Bitmask.Set(mask, last - block.Ticks, last - block.Ticks);
        }

        foreach (ref readonly var stop in crew.Stops.AsSpan(0, crew.Count))
        {
            Bitmask.Set(mask, stop.End + rest - 1, stop.End + rest);
            Bitmask.Set(mask, stop.Start - rest - block.Ticks, stop.Start - rest - block.Ticks + 1);
        }
    }

    /// <summary>Where the price of a start bends whatever else is placed.</summary>
    public static ulong[] OfTime(SearchModel model, SearchBlock block)
    {
        var bends = new ulong[model.Words];
        if (block.HasWanted)
        {
            Around((double)block.WantedFrom / model.Step);
            Around(((double)block.WantedTo / model.Step) - block.Ticks);
        }

        if (block.NightCost != 0)
        {
            foreach (var tick in model.NightBends)
            {
                Around(tick);
                Around(tick - block.Ticks);
            }
        }

        if (block.ChangedCost != 0)
        {
            Around(block.PublishedTick);
        }

        return bends;

        // what lies between two ticks bends at both
        void Around(double tick)
        {
            var (low, high) = ((int)Math.Clamp(Math.Floor(tick), -1, model.Ticks), (int)Math.Clamp(Math.Ceiling(tick), -1, model.Ticks));
            Bitmask.Set(bends, low, high);
        }
    }
}
