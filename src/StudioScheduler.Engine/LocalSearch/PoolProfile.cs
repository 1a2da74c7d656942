using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>What of a pool is free in each tick. Guards pool; a tick that a capacity exception cuts counts with its least.</summary>
internal sealed class PoolProfile
{
    private int fullTicks;

    public PoolProfile(IndexedPool pool, int ticks, int step)
    {
        Free = new int[ticks];
        for (var tick = 0; tick < ticks; tick++)
        {
            long from = (long)tick * step;
            var least = pool.CapacityAt(from);
            foreach (var (during, capacity) in pool.Exceptions)
            {
                if (during.From < from + step && from < during.To)
                {
                    least = Math.Min(least, capacity);
                }

                // where an exception ends inside the tick the plain capacity may hold for the rest of it
                if (during.To > from && during.To < from + step)
                {
                    least = Math.Min(least, pool.CapacityAt(during.To));
                }
            }

            Free[tick] = least;
            fullTicks += least <= 0 ? 1 : 0;
        }
    }

    public int[] Free { get; }

    /// <summary>True where a unit is free at every moment of the horizon: then a changeover fits anywhere.</summary>
    public bool HasRoomEverywhere => fullTicks == 0;

    /// <summary>Takes units (negative: gives them back) in [from, to); outside the horizon nothing is counted.</summary>
    public void Take(int from, int to, int units)
    {
        to = Math.Min(to, Free.Length);
        for (var tick = Math.Max(0, from); tick < to; tick++)
        {
            var was = Free[tick];
            var now = was - units;
            Free[tick] = now;
            fullTicks += (now <= 0 ? 1 : 0) - (was <= 0 ? 1 : 0);
        }
    }

    public bool IsOverdrawn(int from, int to)
    {
        to = Math.Min(to, Free.Length);
        for (var tick = Math.Max(0, from); tick < to; tick++)
        {
            if (Free[tick] < 0)
            {
                return true;
            }
        }

        return false;
    }
}
