namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// A priced week in which crews choose whole weeks instead of each block by itself: a block has a reward that its crew gets for
/// shooting it, and the crew's own ticks have no price. At the rewards that equal the blocks' costs in <see cref="PricedWeek"/> the
/// value is never below that one's, so this begins where <see cref="PriceClimb"/> ends.
/// </summary>
/// <remarks>The prices are those of the priced week, then a reward for each block in units of <see cref="RewardUnit"/>.</remarks>
internal sealed class CrewWeeks : IWeeksOfCrews
{
    // One step moves a block's reward as it moves the price of so many ticks.
    public const double RewardUnit = 16;

    private readonly PricedWeek week;
    private readonly RelaxedBlock[] others;
    private readonly CrewWeek[] crews;
    private readonly int[] firstReward;
    private readonly bool[] isDropped;
    private readonly ShiftTree[] trees;
    private readonly double[][] scratches;
    private readonly double[][][] costs;
    private readonly double[] values;
    private readonly RewardAscent[] ascents;

    /// <param name="others">Blocks of crews that are not in <paramref name="crews"/>.</param>
    /// <param name="isDropped">Supplies that the crews' weeks hold already.</param>
    /// <param name="threads">At least 1; the value does not depend on it.</param>
    public CrewWeeks(PricedWeek week, RelaxedBlock[] others, CrewWeek[] crews, bool[] isDropped, int ticks, int depth, int threads)
    {
        (this.week, this.others, this.crews, this.isDropped) = (week, others, crews, isDropped);
        firstReward = new int[crews.Length + 1];
        for (var c = 0; c < crews.Length; c++)
        {
            firstReward[c + 1] = firstReward[c] + crews[c].Pattern.Blocks.Length;
        }

        var longest = crews.Max(c => c.Pattern.MaxTicks);
        trees = [.. Enumerable.Range(0, threads).Select(_ => new ShiftTree(depth, longest, ticks, crews.Max(c => c.Pattern.Kinds)))];
        scratches = [.. trees.Select(_ => new double[2 * week.Ticks])];
        costs = [.. trees.Select(_ => Enumerable.Range(0, CrewPattern.MostBlocks).Select(_ => new double[ticks + longest + 1]).ToArray())];
        values = new double[crews.Length];
        ascents = [.. crews.Select((crew, c) => new RewardAscent(crew, week => Pool!.Keep(c, week.Own, week.Shot)))];
        Pool = new WeekPool(this, crews.Length);
        for (var c = 0; c < crews.Length; c++)
        {
            Pool.Keep(c, 0, []);
        }
    }

    /// <summary>The crews' weeks that evaluations found.</summary>
    public WeekPool Pool { get; }

    public int Size => week.Size + RewardCount;

    public int RewardCount => firstReward[^1];

    public PricedWeek Week => week;

    public IReadOnlyList<CrewWeek> Crews => crews;

    public double LeftOut { get; private set; }

    /// <summary>The prices of a priced week and the rewards that are worth the same.</summary>
    public double[] From(double[] prices)
    {
        var all = new double[Size];
        prices.CopyTo(all, 0);
        week.Begin(prices);
        for (var c = 0; c < crews.Length; c++)
        {
            var blocks = crews[c].Pattern.Blocks;
            for (var b = 0; b < blocks.Length; b++)
            {
                all[week.Size + firstReward[c] + b] = Math.Max(0, week.Cheapest(blocks[b].Given).Least / RewardUnit);
            }
        }

        return all;
    }

    public double Evaluate(double[] prices, double leftOutPrice, double[] excess)
    {
        week.Begin(prices);
        Work(prices);
        for (var c = 0; c < crews.Length; c++)
        {
            Pool.Keep(c, crews[c].Own, crews[c].Shot);
        }

        return Settle(prices, leftOutPrice, excess, c => (values[c], crews[c].Shot));
    }

    /// <inheritdoc/>
    public double Settle(double[] prices, double leftOutPrice, double[] excess, Func<int, (double Value, IReadOnlyList<(int Block, int Start)> Shot)> choose)
    {
        (var value, LeftOut) = SettleOthers(leftOutPrice, excess);
        for (var c = 0; c < crews.Length; c++)
        {
            var (least, shot) = choose(c);
            value += least + Reward(c, shot, prices, leftOutPrice, excess);
        }

        return value + Offer(prices, excess);
    }

    /// <summary>Lets the blocks of all other crews take their places, at the prices that were taken over; begins a new <paramref name="excess"/>.</summary>
    public (double Value, double LeftOut) SettleOthers(double leftOutPrice, double[] excess)
    {
        Array.Clear(excess);
        var (value, leftOut) = (0.0, 0.0);
        foreach (var block in others)
        {
            var taken = week.TakeCheapest(block, leftOutPrice, excess);
            value += taken.Cost;
            leftOut += taken.LeftOut;
        }

        return (value, leftOut);
    }

    /// <summary>Lets what no crew's week holds offer its ticks.</summary>
    public double Offer(double[] prices, double[] excess) => week.Offer(prices, excess, s => !isDropped[s]);

    public void Begin(double[] prices) => week.Begin(prices);

    public double CostAt(int crew, int block, int start, double[] prices, double leftOutPrice) =>
        week.CostAt(crews[crew].Pattern.Blocks[block].Relaxed, start) - (RewardUnit * prices[week.Size + firstReward[crew] + block]);

    /// <summary>Raises the rewards in place while the other prices stay: some steps for each crew by itself.</summary>
    /// <param name="reach">Scaled points by which all together should rise in a step.</param>
    public void RaiseRewards(double[] prices, double leftOutPrice, double reach, int steps)
    {
        week.Begin(prices);
        ForEachCrew(prices, (c, rewards, number) =>
        {
            var leftOut = Array.ConvertAll(crews[c].Pattern.Blocks, b => week.CostOfLeavingOut(b.Relaxed, leftOutPrice));
            ascents[c].Work(trees[number], costs[number], rewards, leftOut, reach / crews.Length, steps);
            for (var b = 0; b < rewards.Length; b++)
            {
                prices[week.Size + firstReward[c] + b] = rewards[b] / RewardUnit;
            }
        });
    }

    private void Work(double[] prices) =>
        ForEachCrew(prices, (c, rewards, number) => values[c] = crews[c].Solve(trees[number], costs[number], rewards));

    /// <summary>The costs by block and start of one crew at the prices that were taken over, and a tree to work with, for one thread.</summary>
    public (ShiftTree Tree, double[][] Costs) Price(int crew, int number)
    {
        var blocks = crews[crew].Pattern.Blocks;
        for (var b = 0; b < blocks.Length; b++)
        {
            week.CostsByStart(blocks[b].Relaxed, costs[number][b], scratches[number]);
        }

        return (trees[number], costs[number]);
    }

    /// <summary>Of one crew, by block.</summary>
    public double[] RewardsOf(int crew, double[] prices) =>
        [.. Enumerable.Range(0, crews[crew].Pattern.Blocks.Length).Select(b => RewardUnit * prices[week.Size + firstReward[crew] + b])];

    private void ForEachCrew(double[] prices, Action<int, double[], int> work) => ForEachCrew((c, number) =>
    {
        Price(c, number);
        work(c, RewardsOf(c, prices), number);
    });

    /// <summary>Works on all crews, on as many threads as there are trees.</summary>
    /// <param name="work">Is told the crew and the number of the thread.</param>
    public void ForEachCrew(Action<int, int> work)
    {
        var next = -1;
        void Run(int number)
        {
            for (var c = Interlocked.Increment(ref next); c < crews.Length; c = Interlocked.Increment(ref next))
            {
                work(c, number);
            }
        }

        if (trees.Length == 1)
        {
            Run(0);
            return;
        }

        Parallel.For(0, trees.Length, new ParallelOptions { MaxDegreeOfParallelism = trees.Length }, Run);
    }

    // Each block's reward is paid once or the block is left out; notes what the crew uses.
    private double Reward(int c, IReadOnlyList<(int Block, int Start)> shot, double[] prices, double leftOutPrice, double[] excess)
    {
        double value = 0;
        var blocks = crews[c].Pattern.Blocks;
        for (var b = 0; b < blocks.Length; b++)
        {
            var at = week.Size + firstReward[c] + b;
            var reward = RewardUnit * prices[at];
            var cost = week.CostOfLeavingOut(blocks[b].Relaxed, leftOutPrice);
            if (cost <= reward)
            {
                value += cost;
                LeftOut += blocks[b].Relaxed.LeftOut;
                week.NoteLeftOut(blocks[b].Relaxed, excess);
                continue;
            }

            value += reward;
            excess[at] = RewardUnit;
        }

        foreach (var (block, start) in shot)
        {
            excess[week.Size + firstReward[c] + block] -= RewardUnit;
            week.NoteAt(blocks[block].Relaxed, start, excess);
        }

        return value;
    }
}
