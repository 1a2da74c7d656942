using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Bounds;

// What pools, crews and people offer.
internal sealed partial class WeekRelaxation
{
    private double[] Full(double value) => Enumerable.Repeat(value, Ticks).ToArray();

    // The least capacity at any minute of a tick: whoever works in a tick works through it.
    private double[] CapacityOf(IndexedPool pool) =>
        [.. Enumerable.Range(0, Ticks).Select(t => (double)Enumerable.Range(0, step).Min(m => pool.CapacityAt(((long)t * step) + m)))];

    // A person of one crew without rules or presence is never in two places because the crew is not.
    private bool HasRow(IndexedWorker person) =>
        person.Blocks.Length > 0 && (person.Shift is not null || (person.PresenceRate > 0 && of == BoundOf.Soft)
            || person.Blocks.Select(b => problem.Blocks[b].Crew).Distinct().Count() > 1);

    private Supply SupplyOf(IndexedWorker worker, RelaxedBlock[] blocks, bool isCrew)
    {
        var own = blocks.Where(b => worker.Blocks.Contains(b.Index)).ToArray();
        if (worker.Shift is null && (worker.PresenceRate == 0 || of == BoundOf.Medium))
        {
            return new FixedSupply(Full(1));
        }

        var tail = isCrew ? own.SelectMany(b => b.Places).Select(p => p.CrewTail).DefaultIfEmpty(0).Max() : 0;
        var present = isCrew || of == BoundOf.Medium ? 0 : Scale.Sixtieth * (double)problem.Weights.Presence * worker.PresenceRate * step;
        var (max, rest) = worker.Shift is { } shift ? (shift.MaxMinutes / step, shift.MinRestMinutes / step) : (Ticks, Ticks + 1);
        var last = worker.LastWorked;
        return new ShiftSupply(new()
        {
            MaxTicks = max,
            MinTicks = own.Select(b => b.Ticks).DefaultIfEmpty(1).Min(),
            RestTicks = rest,
            TailTicks = tail,
            FirstTick = (int)Math.Max(0, ((last?.To ?? 0) + step - 1) / step),
            ContinuesBefore = worker.Shift is null || last is null ? 0 : (int)((last.Value.To / step) + rest + (last.Value.To % step > 0 ? 1 : 0)),
            ContinuedEnd = last is null ? 0 : (int)Math.Floor((last.Value.From + ((double)max * step)) / step),
            CostOfShift = isCrew && of == BoundOf.Soft ? Scale.Point * (problem.Weights.Shift - minima.CrewMoveOfFirst(worker)) : 0,
            CostOfTick = isCrew && of == BoundOf.Soft ? Scale.Point * (double)problem.Weights.Wait * step : present,
            CostOfRestTick = present,
            IsSure = own.Any(b => double.IsPositiveInfinity(b.LeftOut)),
        }, Ticks);
    }
}
