using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Where a stage has time for a block: between its stops, changeovers and the pool that works on them kept.</summary>
[Guards(typeof(StageOverlapRule), typeof(PoolRule))]
internal static class StageGaps
{
    /// <summary>
    /// Clears the starts that the stage's own stops and changeovers forbid. Guards stage-overlap, and pool for changeovers and for
    /// a block that needs the very pool that its stage's changeovers need.
    /// </summary>
    /// <param name="mask">Starts from <paramref name="origin"/> on, the last at <paramref name="last"/>.</param>
    public static void Restrict(SearchState state, SearchBlock block, int stage, Span<ulong> mask, int origin, int last)
    {
        var model = state.Model;
        var tour = state.Stages[stage];
        var stops = tour.Stops.AsSpan(0, tour.Count);
        var duration = block.Ticks;
        var pool = model.ChangeoverPools[stage];
        var profile = pool >= 0 ? state.Pools[pool] : null;
        var ownUnits = UnitsOf(block, pool);
        var tick = Bitmask.Next(mask, 0);
        if (tick < 0)
        {
            return;
        }

        // only gaps with a start in them are looked at
        var gap = tour.At(tick + origin);
        var ready = gap > 0 ? stops[gap - 1].End : 0;
        while (tick >= 0)
        {
            var first = tick + origin;
            for (; gap < stops.Length && stops[gap].Start < first; gap++)
            {
                ready = Math.Max(ready, stops[gap].End);
            }

            var lookBefore = gap > 0 ? stops[gap - 1].Look : model.FirstLooks[stage];
            var setup = model.Changeover(stage, lookBefore, block.Look);
            var low = ready + setup;
            var high = model.Ticks - duration;
            var nextStart = int.MaxValue;
            var nextSetup = 0;
            var oldSetup = 0;
            var end = last;
            if (gap < stops.Length)
            {
                nextStart = stops[gap].Start;
                var nextLook = stops[gap].Look;
                nextSetup = model.Changeover(stage, block.Look, nextLook);
                oldSetup = model.Changeover(stage, lookBefore, nextLook);
                high = nextStart - nextSetup - duration;
                end = Math.Min(end, nextStart);
            }

            low = Math.Max(low, first);
            high = Math.Min(high, last);
            if (low > high)
            {
                Bitmask.Clear(mask, tick, end - origin);
            }
            else
            {
                Bitmask.Clear(mask, tick, low - 1 - origin);
                Bitmask.Clear(mask, high + 1 - origin, end - origin);
                if (profile is not null && (ownUnits > 0 || !profile.HasRoomEverywhere))
                {
                    RestrictByPool(profile, ownUnits, duration, setup, nextStart, nextSetup, oldSetup, low, high, mask, origin);
                }
            }

            tick = Bitmask.Next(mask, end + 1 - origin);
        }
    }

    private static int UnitsOf(SearchBlock block, int pool)
    {
        foreach (var (needed, units) in block.Pools)
        {
            if (needed == pool)
            {
                return units;
            }
        }

        return 0;
    }

    // The follower's present changeover gives its unit back before the new ones take theirs.
    private static void RestrictByPool(
        PoolProfile profile, int ownUnits, int duration, int setup, int nextStart, int nextSetup, int oldSetup, int low, int high, Span<ulong> mask, int origin)
    {
        var free = profile.Free;
        var from = Math.Max(0, low - setup);
        var to = ownUnits > 0 ? high + duration : high;
        if (nextSetup > 0)
        {
            to = Math.Max(to, nextStart);
        }

        // one vector pass says for most gaps that the pool has room throughout
        if (!free.AsSpan(from, to - from).ContainsAnyInRange(int.MinValue, Math.Max(1, ownUnits) - 1))
        {
            return;
        }

        for (var tick = nextStart - nextSetup; tick < nextStart && nextSetup > 0; tick++)
        {
            if (free[tick] + (tick >= nextStart - oldSetup ? 1 : 0) < 1)
            {
                Bitmask.Clear(mask, low - origin, high - origin);
                return;
            }
        }

        if (setup > 0)
        {
            for (var tick = Math.Max(0, low - setup); tick < high; tick++)
            {
                if (free[tick] + (tick >= nextStart - oldSetup && tick < nextStart ? 1 : 0) < 1)
                {
                    Bitmask.Clear(mask, Math.Max(low, tick + 1) - origin, Math.Min(high, tick + setup) - origin);
                }
            }
        }

        if (ownUnits > 0)
        {
            for (var tick = low; tick < high + duration; tick++)
            {
                if (free[tick] + (tick >= nextStart - oldSetup && tick < nextStart ? 1 : 0) < ownUnits)
                {
                    Bitmask.Clear(mask, Math.Max(low, tick - duration + 1) - origin, Math.Min(high, tick) - origin);
                }
            }
        }
    }
}
