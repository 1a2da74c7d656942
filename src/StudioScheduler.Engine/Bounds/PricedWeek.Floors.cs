namespace StudioScheduler.Engine.Bounds;

// What must be left out of some blocks, as prices: leaving one of them out costs less, the floor asks for as much as it is.
internal sealed partial class PricedWeek
{
    /// <summary>One step moves a floor's price as it moves that of so much left out; a power of two, so that whole prices stay exact.</summary>
    public const double FloorUnit = 1.0 / 64;

    /// <summary>
    /// What leaving a block out costs: its weight at the price of what is left out, less the prices of its floors, and that nothing may come
    /// after it then.
    /// </summary>
    public double CostOfLeavingOut(RelaxedBlock block, double leftOutPrice)
    {
        if (double.IsPositiveInfinity(block.LeftOut))
        {
            return block.LeftOut;
        }

        foreach (var floor in block.Floors)
        {
            leftOutPrice -= floorPrices[floor];
        }

        var cost = block.LeftOut * leftOutPrice;
        foreach (var order in block.Orders)
        {
            cost += order.IsFirst ? sums[order.Row][Ticks] : 0;
        }

        return cost;
    }

    /// <summary>Notes that a block is left out: its floors have so much less to ask for, what comes after it may not begin.</summary>
    public void NoteLeftOut(RelaxedBlock block, double[] excess)
    {
        foreach (var order in block.Orders)
        {
            if (order.IsFirst)
            {
                Note(excess, order.Row, 0, Ticks, 1);
            }
        }

        foreach (var floor in block.Floors)
        {
            excess[firstFloor + floor] -= FloorUnit * block.LeftOut;
        }
    }

    private double Ask(double[] excess)
    {
        double value = 0;
        for (var f = 0; f < floors.Length; f++)
        {
            value += floorPrices[f] * floors[f];
            excess[firstFloor + f] += FloorUnit * floors[f];
        }

        return value;
    }

    // Of a sweep: the floors rise by what of them was placed.
    private void RaiseFloors(double[] prices, double[] asked, double step)
    {
        for (var f = 0; f < floors.Length; f++)
        {
            ref var price = ref prices[firstFloor + f];
            price = Math.Max(0, price + (step * asked[f] / (FloorUnit * PriceClimb.LeftOutOfStep)));
        }
    }
}
