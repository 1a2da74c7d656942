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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restrict(Tour tour, SearchWorker worker, int duration, Span<ulong> mask, int origin, int first, int last)
    {
        var stops = tour.Stops.AsSpan(0, tour.Count);
        var rest = worker.RestTicks;
        var max = worker.MaxTicks;
        var cleared = first;
        for (var gap = tour.At(first); gap <= stops.Length; gap++)
        {
            var low = gap > 0 ? stops[gap - 1].End : 0;
            if (low > cleared)
            {
                Bitmask.Clear(mask, cleared - origin, low - 1 - origin);
            }

            if (low > last)
            {
                return;
            }

            // the last start that joins the shift before, the first that joins the shift behind
            var joinsPrevTo = gap > 0 ? low + rest - 1 : int.MinValue / 2;
            var shiftStart = gap > 0 ? stops[gap - 1].ShiftStart : 0;
            if (gap == stops.Length)
            {
                if (rest > 0 && gap > 0)
                {
                    Bitmask.Clear(mask, Math.Max(low, shiftStart + max - duration + 1) - origin, joinsPrevTo - origin);
                }

                return;
            }

            ref var next = ref stops[gap];
            var high = next.Start - duration;
            cleared = Math.Max(Math.Max(cleared, low), high + 1);
            if (rest == 0 || high < low || (gap > 0 && next.Start - low < rest))
            {
                continue;
            }

            var joinsNextFrom = high - rest + 1;
            if (gap > 0)
            {
                var latest = shiftStart + max - duration;
                Bitmask.Clear(mask, Math.Max(low, latest + 1) - origin, Math.Min(Math.Min(joinsPrevTo, joinsNextFrom - 1), high) - origin);
                if (next.ShiftEnd - shiftStart > max)
                {
                    Bitmask.Clear(mask, Math.Max(low, joinsNextFrom) - origin, Math.Min(high, joinsPrevTo) - origin);
                }
            }

            Bitmask.Clear(
                mask,
                Math.Max(Math.Max(low, joinsPrevTo + 1), joinsNextFrom) - origin,
                Math.Min(high, next.ShiftEnd - max - 1) - origin);
        }
    }

    /// <summary>Clears the starts on a stage that leave the worker too little time for the way from the stop before or to the one behind.</summary>
    /// <param name="mask">Starts from <paramref name="origin"/> on that <see cref="Restrict"/> left.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RestrictByMoves(SearchModel model, Tour tour, int stage, int duration, Span<ulong> mask, int origin, int first, int last)
    {
        var stops = tour.Stops.AsSpan(0, tour.Count);
        var moves = model.Moves;
        var stageCount = model.StageCount;
        var ended = int.MinValue;
        for (var i = Math.Max(0, tour.At(first) - 1); i < stops.Length && ended <= last; i++)
        {
            ref var stop = ref stops[i];
            if (stop.Stage >= 0 && stop.Stage != stage)
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
