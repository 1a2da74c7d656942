using System.Runtime.CompilerServices;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Where a worker has time for a block on a stage: between its stops, moves and shifts kept.</summary>
[Guards(typeof(CrewOverlapRule), typeof(CrewShiftRule), typeof(PersonOverlapRule), typeof(PersonShiftRule))]
internal static class WorkerGaps
{
    /// <summary>
    /// Clears the starts at which the worker would be at two places, or in a shift that is too long. Guards crew-overlap,
    /// crew-shift, person-overlap and person-shift.
    /// </summary>
    /// <param name="mask">Starts from <paramref name="origin"/> on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restrict(SearchModel model, Tour tour, SearchWorker worker, int stage, int duration, Span<ulong> mask, int origin, int first, int last)
    {
        var count = tour.Count;
        if (count == 0)
        {
            return;
        }

        var stops = tour.Stops.AsSpan(0, count);
        var moves = model.Moves;
        var stageCount = model.StageCount;
        var rest = worker.RestTicks;
        var max = worker.MaxTicks;
        var cleared = first;
        for (var gap = tour.At(first); gap <= count; gap++)
        {
            var low = 0;
            var joinsPrevTo = int.MinValue / 2;
            var shiftStart = 0;
            if (gap > 0)
            {
                ref var previous = ref stops[gap - 1];
                low = previous.End + moves[((previous.Stage + 1) * stageCount) + stage];
                joinsPrevTo = previous.End + rest - 1;
                shiftStart = previous.ShiftStart;
                if (gap < count)
                {
                    // only neighbours bind: behind the next stop a start owes nothing to this one, however long the direct way is
                    low = Math.Min(low, Math.Max(previous.End, stops[gap].Start));
                }
            }

            if (low > cleared)
            {
                Bitmask.Clear(mask, cleared - origin, low - 1 - origin);
            }

            if (low > last)
            {
                return;
            }

            if (gap == count)
            {
                if (rest > 0)
                {
                    var latest = shiftStart + max - duration;
                    if (latest < joinsPrevTo)
                    {
                        Bitmask.Clear(mask, Math.Max(low, latest + 1) - origin, joinsPrevTo - origin);
                    }
                }

                return;
            }

            ref var next = ref stops[gap];
            var high = next.Start - moves[((stage + 1) * stageCount) + next.Stage] - duration;
            cleared = Math.Max(Math.Max(cleared, low), high + 1);
            if (rest == 0 || high < low)
            {
                continue;
            }

            if (gap > 0 && next.Start - stops[gap - 1].End < rest)
            {
                continue;
            }

            var joinsNextFrom = next.Start - rest - duration + 1;
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
}

/// <summary>What a start in one gap of a crew's tour adds to moves, waits and shifts: four straight lines in the start.</summary>
[Guards(typeof(MoveCost), typeof(WaitCost), typeof(ShiftCost))]
internal ref struct CrewGapPrice
{
    private readonly SearchModel model;
    private readonly ReadOnlySpan<Stop> stops;
    private readonly int rest;
    private readonly int stage;
    private readonly int duration;
    private int gap;
    private int joinsPrevTo;
    private int joinsNextFrom;
    private int nextStart;
    private int ready;
    private int leave;
    private long prevConstant;
    private long prevSlope;
    private long nextConstant;
    private long bothConstant;
    private long bothSlope;

    public CrewGapPrice(SearchModel model, Tour tour, int rest, int stage, int duration, int firstTick)
    {
        this.model = model;
        this.rest = rest;
        this.stage = stage;
        this.duration = duration;
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

        if (tick <= joinsPrevTo)
        {
            return tick >= joinsNextFrom ? bothConstant + (bothSlope * tick) : prevConstant + (prevSlope * tick);
        }

        return tick >= joinsNextFrom ? nextConstant - (model.WaitCost * tick) : model.ShiftCost;
    }

    /// <summary>
    /// The same for a stop that stands too close to its neighbours, as one does for a moment when what was between them is taken out:
    /// a wait is never below 0.
    /// </summary>
    public long AtSqueezed(int tick)
    {
        var price = At(tick);
        if (tick <= joinsPrevTo && tick < ready)
        {
            price += model.WaitCost * (ready - tick);
        }

        return tick >= joinsNextFrom && tick > leave ? price + (model.WaitCost * (tick - leave)) : price;
    }

    /// <summary>Idle ticks that a start leaves on its nearer side, at most a rest; call after <see cref="At"/> with the same tick.</summary>
    public readonly int Slack(int tick)
    {
        var before = gap > 0 ? tick - stops[gap - 1].End : rest;
        var after = gap < stops.Length ? stops[gap].Start - tick - duration : rest;
        return Math.Min(rest, Math.Min(before, after));
    }

    private void Load()
    {
        var wait = model.WaitCost;
        joinsPrevTo = ready = int.MinValue;
        leave = int.MaxValue;
        joinsNextFrom = nextStart = int.MaxValue;
        bothSlope = prevSlope = 0;
        var hasPrev = gap > 0;
        var isReal = hasPrev && stops[gap - 1].Block >= 0;
        if (hasPrev)
        {
            ref readonly var previous = ref stops[gap - 1];
            joinsPrevTo = previous.End + rest - 1;
            prevConstant = model.ShiftCost;
            if (isReal)
            {
                ready = previous.End + model.Moves[((previous.Stage + 1) * model.StageCount) + stage];
                prevSlope = wait;
                prevConstant = (previous.Stage != stage ? model.MoveCost : 0) - (wait * ready);
            }
        }

        if (gap >= stops.Length)
        {
            return;
        }

        ref readonly var next = ref stops[gap];
        nextStart = next.Start;
        joinsNextFrom = next.Start - rest - duration + 1;
        leave = next.Start - model.Moves[((stage + 1) * model.StageCount) + next.Stage] - duration;
        nextConstant = (next.Stage != stage ? model.MoveCost : 0) + (wait * leave);
        if (!hasPrev)
        {
            return;
        }

        if (!isReal)
        {
            bothConstant = nextConstant;
            bothSlope = -wait;
            return;
        }

        bothConstant = prevConstant + nextConstant;
        ref readonly var before = ref stops[gap - 1];
        if (next.Start - before.End < rest)
        {
            var move = model.Moves[((before.Stage + 1) * model.StageCount) + next.Stage];
            bothConstant -= (before.Stage != next.Stage ? model.MoveCost : 0) + (wait * Math.Max(0, next.Start - before.End - move));
        }
        else
        {
            bothConstant -= model.ShiftCost;
        }
    }
}
