using System.Runtime.InteropServices;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The priced week in which each crew chooses among the weeks that were found for it so far: an upper model of <see cref="CrewWeeks"/>
/// that costs a hundredth of an evaluation. Where the model says that prices should go, the next evaluation finds new weeks.
/// </summary>
internal sealed class WeekPool : IPriced
{
    // Of a crew; the one that was not chosen for longest goes.
    private const int MostWeeks = 80;

    private readonly CrewWeeks weeks;
    private readonly List<PooledWeek>[] pooled;
    private readonly List<(int Block, int Start)>[] shots;
    private readonly Dictionary<(int Block, int Start), int>[] numbersOf;
    private double[] costs = [];
    private long round;

    public WeekPool(CrewWeeks weeks, int crews)
    {
        this.weeks = weeks;
        pooled = [.. Enumerable.Range(0, crews).Select(_ => new List<PooledWeek> { new(0, [], []) })];
        shots = [.. pooled.Select(_ => new List<(int, int)>())];
        numbersOf = [.. pooled.Select(_ => new Dictionary<(int, int), int>())];
    }

    public int Size => weeks.Size;

    public double LeftOut => weeks.LeftOut;

    /// <summary>Adds the week that was found last for a crew.</summary>
    public void Keep(int crew, CrewWeek found)
    {
        var all = pooled[crew];
        int[] numbers = [.. found.Shot.Select(s => NumberOf(crew, s))];
        if (numbers.Length == 0 || all.Exists(w => w.Numbers.AsSpan().SequenceEqual(numbers)))
        {
            return;
        }

        if (all.Count == MostWeeks)
        {
            // never the empty one
            all.Remove(all.Skip(1).MinBy(w => w.ChosenIn)!);
        }

        all.Add(new(found.Own, [.. found.Shot], numbers) { ChosenIn = round });
    }

    public double Evaluate(double[] prices, double leftOutPrice, double[] excess)
    {
        round++;
        weeks.Begin(prices);
        return weeks.Settle(prices, leftOutPrice, excess, c => Choose(c, prices));
    }

    private (double Value, IReadOnlyList<(int Block, int Start)> Shot) Choose(int crew, double[] prices)
    {
        var all = CollectionsMarshal.AsSpan(shots[crew]);
        if (costs.Length < all.Length)
        {
            costs = new double[2 * all.Length];
        }

        for (var i = 0; i < all.Length; i++)
        {
            costs[i] = weeks.CostAt(crew, all[i].Block, all[i].Start, prices);
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
