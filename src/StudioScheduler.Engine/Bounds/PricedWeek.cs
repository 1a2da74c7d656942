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
internal sealed partial class PricedWeek : IPriced
{
    private readonly RelaxedBlock[] blocks;
    private readonly Supply[] supplies;
    private readonly int[] firstRow;
    private readonly int firstFloor;
    private readonly double[][] sums;
    private readonly double[] byStart;
    private readonly double[] byStage;
    private readonly double[] offers;
    private readonly long[] floors;
    private readonly double[] floorPrices;

    /// <param name="ticks">Length of each row; longer than the horizon by the longest tail.</param>
    /// <param name="floors">By floor: the priority × minutes of its blocks that no schedule can place.</param>
    public PricedWeek(RelaxedBlock[] blocks, Supply[] supplies, int ticks, long[] floors)
    {
        this.blocks = blocks;
        this.supplies = supplies;
        this.floors = floors;
        floorPrices = new double[floors.Length];
        Ticks = ticks;
        firstRow = new int[supplies.Length + 1];
        for (var s = 0; s < supplies.Length; s++)
        {
            firstRow[s + 1] = firstRow[s] + supplies[s].RowCount;
        }

        sums = [.. Enumerable.Range(0, firstRow[^1]).Select(_ => new double[ticks + 1])];
        byStart = new double[ticks];
        byStage = new double[ticks];
        offers = new double[ticks * supplies.Max(s => s.RowCount)];
        firstFloor = sums.Length * ticks;
        Size = firstFloor + floors.Length;
    }

    public int Ticks { get; }

    /// <summary>Number of prices: rows × ticks, then one for each floor in units of <see cref="FloorUnit"/>.</summary>
    public int Size { get; }

    /// <summary>Number of prices of ticks: rows × ticks.</summary>
    public int RowPrices => firstFloor;

    /// <summary>Blocks that the last evaluation left out, weighted as in <see cref="RelaxedBlock.LeftOut"/>.</summary>
    public double LeftOut { get; private set; }

    /// <inheritdoc/>
    public double Evaluate(double[] prices, double leftOutPrice, double[] excess)
    {
        Array.Clear(excess);
        double value = 0;
        Begin(prices);
        LeftOut = 0;
        foreach (var block in blocks)
        {
            var taken = TakeCheapest(block, leftOutPrice, excess);
            LeftOut += taken.LeftOut;
            value += taken.Cost;
        }

        return value + Offer(prices, excess, static _ => true);
    }

    /// <summary>Takes over the prices; then places can be priced.</summary>
    public void Begin(double[] prices)
    {
        for (var r = 0; r < sums.Length; r++)
        {
            SumUp(prices, r, 0);
        }

        for (var f = 0; f < floors.Length; f++)
        {
            floorPrices[f] = FloorUnit * prices[firstFloor + f];
        }
    }

    /// <summary>Lets the resources offer after all uses are noted in <paramref name="excess"/>, and the floors ask; returns what they make of it.</summary>
    /// <param name="offers">Which of the supplies take part.</param>
    public double Offer(double[] prices, double[] excess, Func<int, bool> offers)
    {
        // Uses were noted where they begin and end.
        for (var r = 0; r < sums.Length; r++)
        {
            var own = excess.AsSpan(r * Ticks, Ticks);
            for (var t = 1; t < own.Length; t++)
            {
                own[t] += own[t - 1];
            }
        }

        double value = 0;
        for (var s = 0; s < supplies.Length; s++)
        {
            value += offers(s) ? supplies[s].Offer(OfSupply(prices, s), OfSupply(excess, s)) : 0;
        }

        return value + Ask(excess);
    }

    /// <summary>The most that a supply of one row can sell, each tick at its price; true of a supply without costs of its own.</summary>
    public double MostOf(int supply, double[] prices) => -supplies[supply].Offer(prices, offers.AsSpan(0, Ticks));

    /// <summary>
    /// One pass of incremental ascent: each block in turn takes its cheapest place and raises the prices there by
    /// <paramref name="step"/>, then each resource offers its ticks and lowers the prices of what it offered. Later blocks see what
    /// earlier ones did, which a common step for all of them would take hundreds of passes to tell them.
    /// </summary>
    /// <returns>The priority × minutes that were left out on the way.</returns>
    public double Sweep(double[] prices, double leftOutPrice, double step, ReadOnlySpan<int> order)
    {
        Begin(prices);
        LeftOut = 0;
        var asked = Array.ConvertAll(floors, static f => (double)f);
        foreach (var b in order)
        {
            var block = blocks[b];
            var (least, place, at) = Cheapest(block);
            if (CostOfLeavingOut(block, leftOutPrice) <= least)
            {
                LeftOut += block.LeftOut;
                foreach (var floor in block.Floors)
                {
                    asked[floor] -= block.LeftOut;
                }

                RaiseOrders(prices, block, null, step);
                continue;
            }

            foreach (var (row, units) in block.Uses)
            {
                Raise(prices, row, at, at + block.Ticks, units * step);
            }

            RaiseOrders(prices, block, at, step);
            Raise(prices, block.CrewRow, at, at + block.Ticks + place!.CrewTail, step);
            Raise(prices, place.StageRow, at - place.StageLead, at + block.Ticks, step);
            if (place.PoolLead > 0)
            {
                Raise(prices, place.PoolRow, at - place.PoolLead, at, step);
            }
        }

        for (var s = 0; s < supplies.Length; s++)
        {
            var own = OfSupply(prices, s);
            var offer = offers.AsSpan(0, own.Length);
            offer.Clear();
            supplies[s].Offer(own, offer);
            for (var t = 0; t < own.Length; t++)
            {
                own[t] = Math.Max(0, own[t] + (step * offer[t]));
            }
        }

        RaiseFloors(prices, asked, step);
        return LeftOut;
    }

    public int BlockCount => blocks.Length;

    public int SupplyCount => supplies.Length;

    private Span<double> OfSupply(double[] values, int s) => values.AsSpan(firstRow[s] * Ticks, supplies[s].RowCount * Ticks);

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

    /// <summary>Lets a block take its cheapest place, or be left out where that is cheaper; notes its use.</summary>
    public (double Cost, double LeftOut) TakeCheapest(RelaxedBlock block, double leftOutPrice, double[] excess)
    {
        var (least, place, at) = Cheapest(block);
        var cost = CostOfLeavingOut(block, leftOutPrice);
        if (cost <= least)
        {
            NoteLeftOut(block, excess);
            return (cost, block.LeftOut);
        }

        Note(block, place!, at, excess);
        return (least, 0);
    }
}
