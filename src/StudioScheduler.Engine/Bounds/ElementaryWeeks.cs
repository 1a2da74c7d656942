namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// A priced week in which crews choose whole weeks that shoot no block twice: at the same prices never below <see cref="CrewWeeks"/>, and some
/// hundred times dearer. There are no rewards among its prices: a week has what it leaves out as a cost. Crews of too many blocks keep their
/// rewards and their weeks with repeats.
/// </summary>
internal sealed class ElementaryWeeks : IWeeksOfCrews
{
    private readonly CrewWeeks relaxed;
    private readonly PricedWeek week;
    private readonly ElementaryCrew[] crews;
    private readonly double[]?[] keptRewards; // by crew: of those that keep their weeks with repeats
    private readonly (double Value, IReadOnlyList<(int Block, int Start)> Shot)[] found;

    /// <param name="prices">Of <paramref name="relaxed"/>, with the rewards to begin at.</param>
    public ElementaryWeeks(CrewWeeks relaxed, double[] prices)
    {
        (this.relaxed, week) = (relaxed, relaxed.Week);
        crews = [.. relaxed.Crews.Select((c, i) => new ElementaryCrew(c, Array.ConvertAll(relaxed.RewardsOf(i, prices), Math.Round)))];
        keptRewards = new double[]?[crews.Length];
        found = new (double, IReadOnlyList<(int, int)>)[crews.Length];
        Pool = new WeekPool(this, crews.Length);
    }

    /// <summary>The weeks that were found.</summary>
    public WeekPool Pool { get; }

    public int Size => week.Size;

    public double LeftOut { get; private set; }

    public double Evaluate(double[] prices, double leftOutPrice, double[] excess) =>
        Evaluate(prices, leftOutPrice, excess, double.NegativeInfinity, CancellationToken.None)!.Value;

    /// <param name="wanted">Where the value will surely not be above it, the rest need not be looked at.</param>
    /// <returns>Null where it is not, or where it was cancelled.</returns>
    public double? Evaluate(double[] prices, double leftOutPrice, double[] excess, double wanted, CancellationToken cancellation)
    {
        var isFirst = !Pool.HasAll;
        var most = isFirst ? double.PositiveInfinity : Pool.Evaluate(prices, leftOutPrice, excess);
        week.Begin(prices);
        var known = Enumerable.Range(0, crews.Length).Select(c => isFirst ? (double.PositiveInfinity, []) : Pool.Choose(c, prices, leftOutPrice)).ToArray();
        var gate = new Lock();
        var wasFound = new bool[crews.Length];
        relaxed.ForEachCrew((c, number) =>
        {
            if (most <= wanted || cancellation.IsCancellationRequested)
            {
                return;
            }

            Find(c, number, leftOutPrice, known[c], cancellation);
            wasFound[c] = true;
            lock (gate)
            {
                most -= isFirst ? 0 : known[c].Item1 - found[c].Value;
            }
        });
        for (var c = 0; c < crews.Length; c++)
        {
            if (wasFound[c] && (keptRewards[c] is not null || crews[c].Shot is not null))
            {
                Pool.Keep(c, keptRewards[c] is null ? crews[c].Own : relaxed.Crews[c].Own, found[c].Shot);
            }
        }

        return wasFound.All(static f => f) && !cancellation.IsCancellationRequested ? Settle(prices, leftOutPrice, excess, c => found[c]) : null;
    }

    private void Find(int crew, int number, double leftOutPrice, (double Value, IReadOnlyList<(int Block, int Start)> Shot) known, CancellationToken cancellation)
    {
        var own = crews[crew];
        var (tree, costs) = relaxed.Price(crew, number);
        var leftOut = Array.ConvertAll(own.Pattern.Blocks, b => week.CostOfLeavingOut(b.Relaxed, leftOutPrice));
        if (keptRewards[crew] is null)
        {
            var worth = WorthOf(crew, leftOutPrice);
            if (own.Find(tree, costs, leftOut, known.Value + worth, cancellation) || known.Value < double.PositiveInfinity)
            {
                found[crew] = (own.Value - worth, own.Shot ?? known.Shot);
                return;
            }

            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            keptRewards[crew] = own.Rewards;
        }

        var value = relaxed.Crews[crew].Solve(tree, costs, [.. leftOut.Zip(keptRewards[crew]!, Math.Min)]);
        found[crew] = (value, [.. relaxed.Crews[crew].Shot]);
    }

    public void Begin(double[] prices) => week.Begin(prices);

    public double CostAt(int crew, int block, int start, double[] prices, double leftOutPrice) =>
        week.CostAt(crews[crew].Pattern.Blocks[block].Relaxed, start) - WorthOf(crew, block, leftOutPrice);

    public double Settle(double[] prices, double leftOutPrice, double[] excess, Func<int, (double Value, IReadOnlyList<(int Block, int Start)> Shot)> choose)
    {
        (var value, LeftOut) = relaxed.SettleOthers(leftOutPrice, excess);
        for (var c = 0; c < crews.Length; c++)
        {
            var (least, shot) = choose(c);
            value += least + WorthOf(c, leftOutPrice);
            NoteLeftOut(c, shot, leftOutPrice, excess);
            foreach (var (block, start) in shot)
            {
                week.NoteAt(crews[c].Pattern.Blocks[block].Relaxed, start, excess);
            }
        }

        return value + relaxed.Offer(prices, excess);
    }

    private void NoteLeftOut(int crew, IReadOnlyList<(int Block, int Start)> shot, double leftOutPrice, double[] excess)
    {
        var blocks = crews[crew].Pattern.Blocks;
        for (var b = 0; b < blocks.Length; b++)
        {
            var cost = week.CostOfLeavingOut(blocks[b].Relaxed, leftOutPrice);
            if (keptRewards[crew] is { } kept ? cost <= kept[b] : cost < double.PositiveInfinity && !shot.Any(s => s.Block == b))
            {
                LeftOut += blocks[b].Relaxed.LeftOut;
                week.NoteLeftOut(blocks[b].Relaxed, excess);
            }
        }
    }

    private double WorthOf(int crew, double leftOutPrice)
    {
        double worth = 0;
        for (var b = 0; b < crews[crew].Pattern.Blocks.Length; b++)
        {
            worth += WorthOf(crew, b, leftOutPrice);
        }

        return worth;
    }

    // What must be shot is worth nothing: every week has it.
    private double WorthOf(int crew, int block, double leftOutPrice)
    {
        var cost = week.CostOfLeavingOut(crews[crew].Pattern.Blocks[block].Relaxed, leftOutPrice);
        return keptRewards[crew] is { } kept ? Math.Min(cost, kept[block]) : cost < double.PositiveInfinity ? cost : 0;
    }
}
