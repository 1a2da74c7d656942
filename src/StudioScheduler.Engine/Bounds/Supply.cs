namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// What one resource (stage, pool, crew, person) offers on each tick. In a priced week the resource sells its ticks: it chooses
/// what it offers so that its own cost less the prices of the offered ticks is least.
/// </summary>
internal abstract class Supply
{
    /// <summary>Rows that it sells, one after the other: a stage has one for each look.</summary>
    public virtual int RowCount => 1;

    /// <summary>The least cost of any offer at these prices, exact; subtracts the offer from <paramref name="excess"/> (use less offer).</summary>
    public abstract double Offer(ReadOnlySpan<double> prices, Span<double> excess);
}

/// <summary>Always the same: a stage or an unruled person (1), a pool (its capacity).</summary>
internal sealed class FixedSupply(double[] capacity) : Supply
{
    public override double Offer(ReadOnlySpan<double> prices, Span<double> excess)
    {
        double sold = 0;
        for (var t = 0; t < capacity.Length; t++)
        {
            sold += prices[t] * capacity[t];
            excess[t] -= capacity[t];
        }

        return -sold;
    }
}
