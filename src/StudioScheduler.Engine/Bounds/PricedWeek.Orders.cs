namespace StudioScheduler.Engine.Bounds;

// Pairs of after: a price on each tick that the first one is not over or the second one has begun.
internal sealed partial class PricedWeek
{
    private void AddOrders(Span<double> starts, RelaxedBlock block)
    {
        foreach (var order in block.Orders)
        {
            var sum = sums[order.Row];
            for (var i = 0; i < starts.Length; i++)
            {
                var (from, to) = order.At(block.First + i, Ticks);
                starts[i] += sum[to] - sum[from];
            }
        }
    }

    private double CostOfOrders(RelaxedBlock block, int at)
    {
        double cost = 0;
        foreach (var order in block.Orders)
        {
            var (from, to) = order.At(at, Ticks);
            cost += Between(order.Row, from, to);
        }

        return cost;
    }

    private void NoteOrders(RelaxedBlock block, int at, double[] excess)
    {
        foreach (var order in block.Orders)
        {
            var (from, to) = order.At(at, Ticks);
            Note(excess, order.Row, from, to, 1);
        }
    }

    // Of a sweep.
    private void RaiseOrders(double[] prices, RelaxedBlock block, int? at, double step)
    {
        foreach (var order in block.Orders)
        {
            if (at is not null || order.IsFirst)
            {
                var (from, to) = at is { } start ? order.At(start, Ticks) : (0, Ticks);
                Raise(prices, order.Row, from, to, step);
            }
        }
    }
}
