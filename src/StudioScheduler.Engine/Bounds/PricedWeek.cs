namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The relaxation of a whole week with a price on each tick of each crew, person, stage and pool (Lagrangian): every block takes
/// its cheapest place by itself, every resource offers its ticks as it likes best. At any prices from 0 the sum is a lower bound;
/// the excess (use less offer) says where prices should rise.
/// </summary>
/// <remarks>
/// All costs are whole numbers of scaled points, so at whole prices the value is exact in doubles (below 2^53): that is how a bound
/// is certified. One evaluation is O(places + rows × ticks).
/// </remarks>
internal sealed class PricedWeek
{
    private readonly RelaxedBlock[] blocks;
    private readonly Supply[] rows;
    private readonly double[][] sums;
    private readonly double[] byStart;
    private readonly double[] byStage;

    /// <param name="ticks">Length of each row; longer than the horizon by the longest tail.</param>
    public PricedWeek(RelaxedBlock[] blocks, Supply[] rows, int ticks)
    {
        this.blocks = blocks;
        this.rows = rows;
        Ticks = ticks;
        sums = [.. rows.Select(_ => new double[ticks + 1])];
        byStart = new double[ticks];
        byStage = new double[ticks];
        Size = rows.Length * ticks;
    }

    public int Ticks { get; }

    /// <summary>Number of prices: rows × ticks.</summary>
    public int Size { get; }

    /// <summary>Blocks that the last evaluation left out, weighted as in <see cref="RelaxedBlock.LeftOut"/>.</summary>
    public double LeftOut { get; private set; }

    /// <summary>Value at the prices; <paramref name="leftOutPrice"/> is the price of one unit of what is left out.</summary>
    public double Evaluate(double[] prices, double leftOutPrice, double[] excess)
    {
        Array.Clear(excess);
        double value = 0;
        for (var r = 0; r < rows.Length; r++)
        {
            SumUp(prices, r, 0);
        }

        LeftOut = 0;
        foreach (var block in blocks)
        {
            value += TakeCheapest(block, leftOutPrice, excess);
        }

        // Uses were noted where they begin and end: sum them up, then let the resources offer.
        for (var r = 0; r < rows.Length; r++)
        {
            var own = excess.AsSpan(r * Ticks, Ticks);
            for (var t = 1; t < own.Length; t++)
            {
                own[t] += own[t - 1];
            }

            value += rows[r].Offer(prices.AsSpan(r * Ticks, Ticks), own);
        }

        return value;
    }

    /// <summary>
    /// One pass of incremental ascent: each block in turn takes its cheapest place and raises the prices there by
    /// <paramref name="step"/>, then each resource offers its ticks and lowers the prices of what it offered. Later blocks see what
    /// earlier ones did, which a common step for all of them would take hundreds of passes to tell them.
    /// </summary>
    /// <returns>The priority × minutes that were left out on the way.</returns>
    public double Sweep(double[] prices, double leftOutPrice, double step, ReadOnlySpan<int> order)
    {
        for (var r = 0; r < rows.Length; r++)
        {
            SumUp(prices, r, 0);
        }

        LeftOut = 0;
        foreach (var b in order)
        {
            var block = blocks[b];
            var (least, place, at) = Cheapest(block);
            if (IsLeftOut(block, leftOutPrice, least))
            {
                LeftOut += block.LeftOut;
                continue;
            }

            foreach (var (row, units) in block.Uses)
            {
                Raise(prices, row, at, at + block.Ticks, units * step);
            }

            Raise(prices, block.CrewRow, at, at + block.Ticks + place!.CrewTail, step);
            Raise(prices, place.StageRow, at - place.StageLead, at + block.Ticks, step);
            if (place.PoolLead > 0)
            {
                Raise(prices, place.PoolRow, at - place.PoolLead, at, step);
            }
        }

        for (var r = 0; r < rows.Length; r++)
        {
            var offer = byStart.AsSpan(0, Ticks);
            offer.Clear();
            var own = prices.AsSpan(r * Ticks, Ticks);
            rows[r].Offer(own, offer);
            for (var t = 0; t < Ticks; t++)
            {
                own[t] = Math.Max(0, own[t] + (step * offer[t]));
            }
        }

        return LeftOut;
    }

    public int BlockCount => blocks.Length;

    private void Raise(double[] prices, int row, int from, int to, double by)
    {
        if (to <= 0)
        {
            return;
        }

        from = Math.Max(0, from);
        foreach (ref var price in prices.AsSpan((row * Ticks) + from, Math.Min(to, Ticks) - from))
        {
            price += by;
        }

        SumUp(prices, row, from);
    }

    private void SumUp(double[] prices, int row, int from)
    {
        var own = prices.AsSpan(row * Ticks, Ticks);
        var sum = sums[row];
        for (var t = from; t < own.Length; t++)
        {
            sum[t + 1] = sum[t] + own[t];
        }
    }

    private static bool IsLeftOut(RelaxedBlock block, double leftOutPrice, double least) =>
        block.LeftOut < double.PositiveInfinity && block.LeftOut * leftOutPrice <= least;

    private double TakeCheapest(RelaxedBlock block, double leftOutPrice, double[] excess)
    {
        var (least, place, at) = Cheapest(block);
        if (IsLeftOut(block, leftOutPrice, least))
        {
            LeftOut += block.LeftOut;
            return block.LeftOut * leftOutPrice;
        }

        Note(block, place!, at, excess);
        return least;
    }

    private (double Least, RelaxedPlace? Place, int At) Cheapest(RelaxedBlock block)
    {
        var starts = byStart.AsSpan(0, block.CostAt.Length);
        block.CostAt.CopyTo(starts);
        foreach (var (row, units) in block.Uses)
        {
            PlaceSums.Add(starts, sums[row], block.First, 0, block.Ticks, units);
        }

        var (least, place, at) = (double.PositiveInfinity, (RelaxedPlace?)null, -1);
        foreach (var candidate in block.Places)
        {
            foreach (var (from, to) in candidate.Runs)
            {
                var run = byStage.AsSpan(0, to - from);
                starts[(from - block.First)..(to - block.First)].CopyTo(run);
                PlaceSums.Add(run, sums[block.CrewRow], from, 0, block.Ticks + candidate.CrewTail, 1);
                PlaceSums.Add(run, sums[candidate.StageRow], from, -candidate.StageLead, block.Ticks, 1);
                if (candidate.PoolLead > 0)
                {
                    PlaceSums.Add(run, sums[candidate.PoolRow], from, -candidate.PoolLead, 0, 1);
                }

                if (candidate.Stands >= from && candidate.Stands < to)
                {
                    run[candidate.Stands - from] -= candidate.StandsLess;
                }

                var cheapest = PlaceSums.Least(run) + candidate.Cost;
                if (cheapest < least)
                {
                    (least, place, at) = (cheapest, candidate, from + run.IndexOf(cheapest - candidate.Cost));
                    if (at < from)
                    {
                        at = IndexOfLeast(run) + from;
                    }
                }
            }
        }

        return (least, place, at);
    }

    // The cheapest minus the cost may differ from the entry by rounding at prices that are not whole.
    private static int IndexOfLeast(ReadOnlySpan<double> run)
    {
        var best = 0;
        for (var i = 1; i < run.Length; i++)
        {
            best = run[i] < run[best] ? i : best;
        }

        return best;
    }

    private void Note(RelaxedBlock block, RelaxedPlace place, int at, double[] excess)
    {
        foreach (var (row, units) in block.Uses)
        {
            Note(excess, row, at, at + block.Ticks, units);
        }

        Note(excess, block.CrewRow, at, at + block.Ticks + place.CrewTail, 1);
        Note(excess, place.StageRow, at - place.StageLead, at + block.Ticks, 1);
        if (place.PoolLead > 0)
        {
            Note(excess, place.PoolRow, at - place.PoolLead, at, 1);
        }
    }

    private void Note(double[] excess, int row, int from, int to, int units)
    {
        if (to <= 0)
        {
            return;
        }

        excess[(row * Ticks) + Math.Max(0, from)] += units;
        if (to < Ticks)
        {
            excess[(row * Ticks) + to] -= units;
        }
    }
}
