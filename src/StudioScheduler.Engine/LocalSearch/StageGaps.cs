using System.Runtime.CompilerServices;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Where a stage has time for a block: between its stops, changeovers and the pool that works on them kept.</summary>
[Guards(typeof(StageOverlapRule), typeof(PoolRule))]
internal static class StageGaps
{
    /// <summary>
    /// Clears the starts that the stage's own stops and changeovers forbid. Guards stage-overlap, and pool for changeovers and for
    /// a block that needs the very pool that its stage's changeovers need.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restrict(SearchState state, SearchBlock block, int stage, Span<ulong> mask, int origin, int first, int last)
    {
        var model = state.Model;
        var tour = state.Stages[stage];
        var count = tour.Count;
        var stops = tour.Stops.AsSpan(0, count);
        var duration = block.Ticks;
        var pool = model.ChangeoverPools[stage];
        var profile = pool >= 0 ? state.Pools[pool] : null;
        var ownUnits = UnitsOf(block, pool);
        var cleared = first;
        for (var gap = tour.At(first); gap <= count; gap++)
        {
            var lookBefore = state.LookBefore(stage, gap);
            var setup = model.Changeover(stage, lookBefore, block.Look);
            var ready = gap > 0 ? stops[gap - 1].End : 0;
            var low = ready + setup;
            if (gap < count)
            {
                // only neighbours bind: behind the next stop a start owes nothing to this one, however long the direct changeover is
                low = Math.Min(low, Math.Max(ready, stops[gap].Start));
            }

            if (low > cleared)
            {
                Bitmask.Clear(mask, cleared - origin, Math.Min(low - 1, last) - origin);
            }

            if (low > last)
            {
                return;
            }

            var high = model.Ticks - duration;
            var nextStart = int.MaxValue;
            var nextSetup = 0;
            var oldSetup = 0;
            if (gap < count)
            {
                nextStart = stops[gap].Start;
                var nextLook = stops[gap].Look;
                nextSetup = model.Changeover(stage, block.Look, nextLook);
                oldSetup = model.Changeover(stage, lookBefore, nextLook);
                high = nextStart - nextSetup - duration;
            }

            if (Math.Max(low, first) <= Math.Min(high, last) && profile is not null && (ownUnits > 0 || !profile.HasRoomEverywhere))
            {
                RestrictByPool(profile, ownUnits, duration, setup, nextStart, nextSetup, oldSetup, Math.Max(low, first), Math.Min(high, last), mask, origin);
            }

            cleared = Math.Max(Math.Max(cleared, low), high + 1);
        }

        Bitmask.Clear(mask, cleared - origin, last - origin);
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

/// <summary>What a start in one gap of a stage's tour adds to changeovers.</summary>
[Guards(typeof(ChangeoverCost))]
internal ref struct StageGapPrice
{
    private readonly SearchState state;
    private readonly ReadOnlySpan<Stop> stops;
    private readonly SearchBlock block;
    private readonly int stage;
    private int gap;
    private int nextStart;
    private long price;

    public StageGapPrice(SearchState state, SearchBlock block, int stage, int firstTick)
    {
        this.state = state;
        this.block = block;
        this.stage = stage;
        var tour = state.Stages[stage];
        stops = tour.Stops.AsSpan(0, tour.Count);
        gap = tour.At(firstTick);
        Load();
    }

    /// <summary>Sixtieths of soft; ticks must not fall from one call to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long At(int tick)
    {
        while (tick > nextStart)
        {
            gap++;
            Load();
        }

        return price;
    }

    /// <summary>Idle ticks that a start leaves on its nearer side; call after <see cref="At"/> with the same tick.</summary>
    public readonly int Slack(int tick)
    {
        var before = gap > 0 ? tick - stops[gap - 1].End : tick;
        var after = (gap < stops.Length ? stops[gap].Start : state.Model.Ticks) - tick - block.Ticks;
        return Math.Min(before, after);
    }

    private void Load()
    {
        var model = state.Model;
        var before = state.LookBefore(stage, gap);
        var ticks = model.Changeover(stage, before, block.Look);
        nextStart = int.MaxValue;
        if (gap < stops.Length)
        {
            nextStart = stops[gap].Start;
            var look = stops[gap].Look;
            ticks += model.Changeover(stage, block.Look, look) - model.Changeover(stage, before, look);
        }

        price = ticks * model.ChangeoverCost;
    }
}
