using System.Runtime.CompilerServices;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Engine.LocalSearch;

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
    private int nextStart = int.MinValue;
    private int joinsPrevTo;
    private int joinsNextFrom;
    private int ready;
    private int leave;
    private long prevConstant;
    private long prevSlope;
    private long nextConstant;
    private long bothConstant;
    private long bothSlope;

    /// <param name="firstTick">No tick that is asked for lies before it.</param>
    public CrewGapPrice(SearchModel model, Tour tour, int rest, int stage, int duration, int firstTick)
    {
        this.model = model;
        this.rest = rest;
        this.stage = stage;
        this.duration = duration;
        stops = tour.Stops.AsSpan(0, tour.Count);
        gap = tour.At(firstTick);
    }

    /// <summary>Sixtieths of soft; ticks must not fall from one call to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long At(int tick)
    {
        if (tick > nextStart)
        {
            Load(tick);
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

    private void Load(int tick)
    {
        while (gap < stops.Length && stops[gap].Start < tick)
        {
            gap++;
        }

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
