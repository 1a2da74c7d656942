using System.Runtime.InteropServices;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The priced week in which each crew chooses among the weeks that were found for it so far: an upper model of <see cref="CrewWeeks"/>
/// or <see cref="ElementaryWeeks"/> that costs a hundredth of an evaluation. Where the model says that prices should go, the next
/// evaluation finds new weeks.
/// </summary>
internal sealed class WeekPool : IPriced
{
    // Of a crew; the one that was not chosen for longest goes.
    private const int MostWeeks = 80;

    private readonly IWeeksOfCrews weeks;
    private readonly List<PooledWeek>[] pooled;
    private readonly List<(int Block, int Start)>[] shots;
    private readonly Dictionary<(int Block, int Start), int>[] numbersOf;
    private double[] costs = [];
    private long round;

    public WeekPool(IWeeksOfCrews weeks, int crews)
    {
        this.weeks = weeks;
        pooled = [.. Enumerable.Range(0, crews).Select(_ => new List<PooledWeek>())];
        shots = [.. pooled.Select(_ => new List<(int, int)>())];
        numbersOf = [.. pooled.Select(_ => new Dictionary<(int, int), int>())];
    }

    public int Size => weeks.Size;

    public double LeftOut => weeks.LeftOut;

    /// <summary>Whether each crew has a week to choose.</summary>
    public bool HasAll => Array.TrueForAll(pooled, static p => p.Count > 0);

    /// <summary>Adds a week of a crew.</summary>
    /// <param name="own">What it costs whatever the prices: shifts, moves, waits, presence.</param>
    public void Keep(int crew, double own, IReadOnlyList<(int Block, int Start)> shot)
    {
        var all = pooled[crew];
        int[] numbers = [.. shot.Select(s => NumberOf(crew, s))];
        if (all.Exists(w => w.Numbers.AsSpan().SequenceEqual(numbers)))
        {
            return;
        }

        if (all.Count == MostWeeks)
        {
            // never the first, which a crew can always choose
            all.Remove(all.Skip(1).MinBy(w => w.ChosenIn)!);
        }

        all.Add(new(own, [.. shot], numbers) { ChosenIn = round });
    }

    public double Evaluate(double[] prices, double leftOutPrice, double[] excess)
    {
        round++;
        weeks.Begin(prices);
        return weeks.Settle(prices, leftOutPrice, excess, c => Choose(c, prices, leftOutPrice));
    }

    /// <summary>The cheapest of the weeks of a crew at prices that were taken over.</summary>
    public (double Value, IReadOnlyList<(int Block, int Start)> Shot) Choose(int crew, double[] prices, double leftOutPrice)
    {
        var all = CollectionsMarshal.AsSpan(shots[crew]);
        if (costs.Length < all.Length)
        {
            costs = new double[2 * all.Length];
        }

        for (var i = 0; i < all.Length; i++)
        {
            costs[i] = weeks.CostAt(crew, all[i].Block, all[i].Start, prices, leftOutPrice);
        }

        var (least, best) = (double.PositiveInfinity, (PooledWeek?)null);
        foreach (var week in pooled[crew])
        {
            var value = week.Own;
            foreach (var number in week.Numbers)
            {
                value += costs[number];
            }

            (least, best) = value < least ? (value, week) : (least, best);
        }

        best!.ChosenIn = round;
        return (least, best.Shot);
    }

    private int NumberOf(int crew, (int Block, int Start) shot)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbersOf[crew], shot, out var isKnown);
        if (!isKnown)
        {
            number = shots[crew].Count;
            shots[crew].Add(shot);
        }

        return number;
    }

    /// <param name="Own">What it costs whatever the prices: shifts, moves, waits, presence.</param>
    /// <param name="Numbers">Of its shots among all of the crew.</param>
    private sealed record PooledWeek(double Own, (int Block, int Start)[] Shot, int[] Numbers)
    {
        public long ChosenIn { get; set; }
    }
}
