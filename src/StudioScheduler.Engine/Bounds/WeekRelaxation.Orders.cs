namespace StudioScheduler.Engine.Bounds;

// Pairs of after, one row for each: at most one of "the first one's end and gap are not over" and "the second one has begun" at each tick, the
// disaggregated precedence constraints of time-indexed models (Christofides, Alvarez-Valdes and Tamarit 1987).
internal sealed partial class WeekRelaxation
{
    // Both parts of each pair of which the second one has any place; then the first one has.
    private (int Block, RelaxedOrder Order)[] Orders(int row) =>
        [.. problem.Blocks.Where(b => Earliest(b.Index) < problem.End).SelectMany(b => b.After.Select(a => (First: a.Block, Second: b.Index, a.MinGapMinutes)))
            .SelectMany((p, i) => new (int, RelaxedOrder)[]
            {
                (p.First, new(row + i, true, TicksOf(problem.Blocks[p.First].DurationMinutes + p.MinGapMinutes))),
                (p.Second, new(row + i, false, 0)),
            })];

    private RelaxedOrder[] OrdersOf(int block) => [.. orders.Where(o => o.Block == block).Select(o => o.Order)];

    private int TicksOf(int minutes) => (int)(problem.Grid.RoundUp(minutes) / step);
}
