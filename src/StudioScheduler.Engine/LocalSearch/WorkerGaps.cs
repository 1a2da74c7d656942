using System.Runtime.CompilerServices;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Where a worker has time for a block: between its stops, shifts kept, and on one stage also the ways.</summary>
[Guards(typeof(CrewOverlapRule), typeof(CrewShiftRule), typeof(PersonOverlapRule), typeof(PersonShiftRule))]
internal static class WorkerGaps
{
    /// <summary>
    /// Clears the starts at which the worker is busy, or that make a shift too long, whatever the stage. Guards crew-overlap,
    /// crew-shift, person-overlap and person-shift, together with <see cref="RestrictByMoves"/>.
    /// </summary>
    /// <param name="mask">Starts from <paramref name="origin"/> on; those outside [first, last] do not matter.</param>
    public static void Restrict(Tour tour, SearchWorker worker, int duration, Span<ulong> mask, int origin, int first, int last)
    {
        var stops = tour.Stops.AsSpan(0, tour.Count);
        var rest = worker.RestTicks;
        var max = worker.MaxTicks;
        var cleared = first;
        var low = 0;
        for (var gap = tour.At(first); gap <= stops.Length && low <= last; gap++)
        {
            low = gap > 0 ? stops[gap - 1].End : 0;
            var high = gap < stops.Length ? stops[gap].Start - duration : last;
            if (high < low)
            {
                // too short for the block: cleared together with what is behind it
                continue;
            }

            Bitmask.Clear(mask, cleared - origin, low - 1 - origin);
            cleared = Math.Max(cleared, high + 1);
            if (rest > 0)
            {
                KeepShifts(stops, gap, rest, max, duration, mask, origin, high);
            }
        }

        Bitmask.Clear(mask, cleared - origin, last - origin);
    }

    // Of the starts in a gap, those that join a shift before or behind, or both, and make it too long.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void KeepShifts(Span<Stop> stops, int gap, int rest, int max, int duration, Span<ulong> mask, int origin, int high)
    {
        if (gap == 0)
        {
            if (stops.Length > 0)
            {
                Bitmask.Clear(mask, high - rest + 1 - origin, Math.Min(high, stops[0].ShiftEnd - max - 1) - origin);
            }

            return;
        }

        ref var previous = ref stops[gap - 1];
        var low = previous.End;
        var joinsPrevTo = low + rest - 1;
        var latest = previous.ShiftStart + max - duration;
        if (gap == stops.Length)
        {
            Bitmask.Clear(mask, Math.Max(low, latest + 1) - origin, joinsPrevTo - origin);
            return;
        }

        ref var next = ref stops[gap];
        if (next.Start - low < rest)
        {
            // within a shift
            return;
        }

        var joinsNextFrom = high - rest + 1;
        Bitmask.Clear(mask, Math.Max(low, latest + 1) - origin, Math.Min(Math.Min(joinsPrevTo, joinsNextFrom - 1), high) - origin);
        if (next.ShiftEnd - previous.ShiftStart > max)
        {
            Bitmask.Clear(mask, Math.Max(low, joinsNextFrom) - origin, Math.Min(high, joinsPrevTo) - origin);
        }

        Bitmask.Clear(mask, Math.Max(joinsPrevTo + 1, joinsNextFrom) - origin, Math.Min(high, next.ShiftEnd - max - 1) - origin);
    }

    /// <summary>Clears the starts on a stage that leave the worker too little time for the way from the stop before or to the one behind.</summary>
    /// <param name="mask">Starts from <paramref name="origin"/> on that <see cref="Restrict"/> left.</param>
    public static void RestrictByMoves(SearchModel model, Tour tour, int stage, int duration, Span<ulong> mask, int origin, int first, int last)
    {
        var stops = tour.Stops.AsSpan(0, tour.Count);
        var moves = model.Moves;
        var stageCount = model.StageCount;
        var ended = int.MinValue;
        for (var i = Math.Max(0, tour.At(first) - 1); i < stops.Length && ended <= last; i++)
        {
            ref var stop = ref stops[i];
            var hasRoom = stop.Start - duration >= ended || i + 1 == stops.Length || stops[i + 1].Start - duration >= stop.End;
            if (hasRoom && stop.Stage >= 0 && stop.Stage != stage)
            {
                // only neighbours bind: before the stop before and behind the next one a start owes nothing to this one, however long the direct way is
                var from = Math.Max(ended, stop.Start - moves[((stage + 1) * stageCount) + stop.Stage] - duration + 1);
                var ready = stop.End + moves[((stop.Stage + 1) * stageCount) + stage];
                if (i + 1 < stops.Length)
                {
                    ready = Math.Min(ready, Math.Max(stop.End, stops[i + 1].Start));
                }

                Bitmask.Clear(mask, from - origin, ready - 1 - origin);
            }

            ended = stop.End;
        }
    }
}
