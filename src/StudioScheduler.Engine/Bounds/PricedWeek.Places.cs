namespace StudioScheduler.Engine.Bounds;

// What a block's places cost at the prices that were taken over, and what it uses there.
internal sealed partial class PricedWeek
{
    /// <summary>The cheapest place of a block at the prices.</summary>
    public (double Least, RelaxedPlace? Place, int At) Cheapest(RelaxedBlock block)
    {
        var starts = byStart.AsSpan(0, block.CostAt.Length);
        block.CostAt.CopyTo(starts);
        foreach (var (row, units) in block.Uses)
        {
            PlaceSums.Add(starts, sums[row], block.First, 0, block.Ticks, units);
        }

        AddOrders(starts, block);

        var (least, place, at) = (double.PositiveInfinity, (RelaxedPlace?)null, -1);
        foreach (var candidate in block.Places)
        {
            foreach (var (from, to) in candidate.Runs)
            {
                var run = byStage.AsSpan(0, to - from);
                PriceRun(block, candidate, starts, from, run);
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

    /// <summary>
    /// Writes what the block costs at each start on its cheapest stage there, its crew's prices not counted; infinite where it may not
    /// start. May run on several threads, each with a <paramref name="scratch"/> of its own of two rows.
    /// </summary>
    public void CostsByStart(RelaxedBlock block, Span<double> into, double[] scratch)
    {
        into.Fill(double.PositiveInfinity);
        var starts = scratch.AsSpan(0, block.CostAt.Length);
        block.CostAt.CopyTo(starts);
        foreach (var (row, units) in block.Uses)
        {
            PlaceSums.Add(starts, sums[row], block.First, 0, block.Ticks, units);
        }

        AddOrders(starts, block);

        foreach (var place in block.Places)
        {
            foreach (var (from, to) in place.Runs)
            {
                var run = scratch.AsSpan(Ticks, to - from);
                PriceRun(block, place, starts, from, run);
                for (var i = 0; i < run.Length; i++)
                {
                    into[from + i] = Math.Min(into[from + i], run[i] + place.Cost);
                }
            }
        }
    }

    /// <summary>What the block costs at a start on the stage that is cheapest there, its crew's prices not counted.</summary>
    public double CostAt(RelaxedBlock block, int at) => CheapestAt(block, at).Least;

    /// <summary>Notes the block's use at a start on the stage that is cheapest there.</summary>
    public void NoteAt(RelaxedBlock block, int at, double[] excess) => Note(block, CheapestAt(block, at).Place!, at, excess);

    private (double Least, RelaxedPlace? Place) CheapestAt(RelaxedBlock block, int at)
    {
        var cost = block.CostAt[at - block.First];
        foreach (var (row, units) in block.Uses)
        {
            cost += units * Between(row, at, at + block.Ticks);
        }

        cost += CostOfOrders(block, at);

        var (least, best) = (double.PositiveInfinity, (RelaxedPlace?)null);
        foreach (var place in block.Places)
        {
            if (!place.Holds(at))
            {
                continue;
            }

            var own = cost + place.Cost + Between(place.StageRow, at - place.StageLead, at + block.Ticks)
                + (place.PoolLead > 0 ? Between(place.PoolRow, at - place.PoolLead, at) : 0) - (place.Stands == at ? place.StandsLess : 0);
            (least, best) = own < least ? (own, place) : (least, best);
        }

        return (least, best);
    }

    // What the ticks of a row cost; those before 0 nothing.
    private double Between(int row, int from, int to) => sums[row][Math.Max(0, to)] - sums[row][Math.Max(0, from)];

    // A run of starts on one stage, without the stage's own fixed cost.
    private void PriceRun(RelaxedBlock block, RelaxedPlace place, ReadOnlySpan<double> starts, int from, Span<double> run)
    {
        starts.Slice(from - block.First, run.Length).CopyTo(run);
        if (block.CrewRow >= 0)
        {
            PlaceSums.Add(run, sums[block.CrewRow], from, 0, block.Ticks + place.CrewTail, 1);
        }

        PlaceSums.Add(run, sums[place.StageRow], from, -place.StageLead, block.Ticks, 1);
        if (place.PoolLead > 0)
        {
            PlaceSums.Add(run, sums[place.PoolRow], from, -place.PoolLead, 0, 1);
        }

        if (place.Stands >= from && place.Stands < from + run.Length)
        {
            run[place.Stands - from] -= place.StandsLess;
        }
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

        NoteOrders(block, at, excess);

        if (block.CrewRow >= 0)
        {
            Note(excess, block.CrewRow, at, at + block.Ticks + place.CrewTail, 1);
        }

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
