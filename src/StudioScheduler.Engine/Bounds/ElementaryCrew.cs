namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Looks for one crew's cheapest week without repeats at changing prices. Rewards that it raises by itself bring the week with repeats
/// (<see cref="CrewWeek"/>) close to it; then limits rise above that one until <see cref="ElementaryWeek"/> finds a week below.
/// </summary>
internal sealed class ElementaryCrew
{
    // Sets of blocks beyond which a limit is given up; some seconds.
    private const int MostSets = 60_000;
    private const int StepsOfRewards = 8;
    private const double FirstReach = 200 * Scale.Point;
    private const double Longer = 1.7;

    // Beyond any real week's cost, and so that sums stay exact in doubles.
    private const double Dearest = 1L << 40;

    private readonly CrewWeek week;
    private readonly double[] rewards;
    private readonly RewardAscent ascent;

    // How far the last week was above the one with repeats.
    private double reach = FirstReach;

    /// <param name="rewards">By block, whole; taken over.</param>
    public ElementaryCrew(CrewWeek week, double[] rewards)
    {
        (this.week, this.rewards) = (week, rewards);
        ascent = new RewardAscent(week, static _ => { });
    }

    public CrewPattern Pattern => week.Pattern;

    /// <summary>By block, whole; after <see cref="Find"/> no more than leaving it out costs.</summary>
    public double[] Rewards => rewards;

    /// <summary>The most that a week without repeats was proven to cost at least; all its blocks' rewards are counted.</summary>
    public double Value { get; private set; }

    /// <summary>The week that costs so much; null where none was found below the one that was told.</summary>
    public IReadOnlyList<(int Block, int Start)>? Shot { get; private set; }

    /// <summary>What that week costs whatever the prices.</summary>
    public double Own { get; private set; }

    /// <param name="costs">By block and start, whole.</param>
    /// <param name="leftOut">By block: what leaving it out costs; infinite where it must be shot.</param>
    /// <param name="known">What a known week costs; infinite where there is none.</param>
    /// <returns>False where too much was in the way of the truth: the value may be below it then.</returns>
    public bool Find(ShiftTree tree, double[][] costs, double[] leftOut, double known, CancellationToken cancellation)
    {
        ascent.Work(tree, costs, rewards, leftOut, reach, StepsOfRewards);
        for (var b = 0; b < rewards.Length; b++)
        {
            rewards[b] = Math.Min(Math.Min(Math.Round(rewards[b]), Dearest), leftOut[b]);
        }

        Shot = null;
        var all = rewards.Sum();
        var least = week.Solve(tree, costs, rewards);
        var (ahead, behind) = (week.Ahead(), week.Behind(tree));
        double[] penalties = [.. leftOut.Zip(rewards, static (l, r) => l - r)];
        Value = least + all;
        for (var rise = reach; Value < known && rise < Dearest; rise *= Longer)
        {
            // the last limit is the known week itself
            var limit = least + rise > known - all - (rise / 4) ? known - all : Math.Round(least + rise);
            var shifts = new WeekShifts(week, tree, ahead, behind, limit);
            tree.GrowSets(Pattern, costs, rewards, limit - least, shifts);
            if (shifts.IsFull)
            {
                return false;
            }

            var sets = shifts.Sets();
            var elementary = new ElementaryWeek(week, behind, penalties, limit, MostSets);
            if (elementary.Solve(sets, cancellation) is not { } value)
            {
                return false;
            }

            Value = value + all;
            if (value < limit)
            {
                elementary.Trace(sets, tree);
                (Shot, Own, reach) = (elementary.Shot, OwnOf(elementary.Shot, costs, leftOut), Math.Max(FirstReach, value - least));
                return true;
            }
        }

        return Value >= known;
    }

    private double OwnOf(List<(int Block, int Start)> shot, double[][] costs, double[] leftOut)
    {
        var own = Value;
        for (var b = 0; b < leftOut.Length; b++)
        {
            own -= shot.Exists(s => s.Block == b) ? 0 : leftOut[b];
        }

        return own - shot.Sum(s => costs[s.Block][s.Start]);
    }
}
