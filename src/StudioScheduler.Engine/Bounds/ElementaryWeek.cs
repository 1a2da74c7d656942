using System.Numerics;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The cheapest week of one crew at given prices in which no block is shot twice and each is shot or left out for its price, if it
/// costs less than a limit. Dynamic programming over sets of blocks × states of the people × ticks, one shift at a time.
/// </summary>
/// <remarks>
/// Source: the elementary shortest path with resources (Feillet, Dejax, Gendreau and Gueguen 2004), cut by completion bounds: what
/// <see cref="CrewWeek"/>, where blocks may come again, says that the rest costs at least. A block that is shot gains its reward as there;
/// one that is not costs a penalty: what leaving it out costs beyond the reward.
/// </remarks>
internal sealed partial class ElementaryWeek
{
    private readonly CrewWeek week;
    private readonly CrewPattern crew;
    private readonly double[][] behind;
    private readonly double[] penalties;
    private readonly double limit;
    private readonly int mostSets;
    private readonly ulong[] ofPerson;
    private readonly Dictionary<ulong, WeekRow?[]>[] layers; // by number of blocks, then by set, then by state
    private readonly double[] lost; // by state: penalties of what will be left out for certain, of the set at hand
    private readonly ulong all;
    private readonly double[] sum;
    private int sets;
    private (double Value, ulong Set, int State, int End) best;

    /// <param name="behind">Of the week at the prices.</param>
    /// <param name="penalties">By block, from 0; infinite where it must be shot.</param>
    /// <param name="limit">Of the cost of the whole week, penalties counted.</param>
    public ElementaryWeek(CrewWeek week, double[][] behind, double[] penalties, double limit, int mostSets)
    {
        (this.week, crew, this.behind, this.penalties, this.limit, this.mostSets) = (week, week.Pattern, behind, penalties, limit, mostSets);
        ofPerson = [.. Enumerable.Range(0, crew.PersonTick.Length).Select(p => SetOf(b => crew.Blocks[b].Has(p)))];
        layers = [.. Enumerable.Range(0, crew.Blocks.Length + 1).Select(_ => new Dictionary<ulong, WeekRow?[]>())];
        lost = new double[behind.Length];
        all = SetOf(static _ => true);
        sum = new double[week.Ticks];
        best.Value = limit;
    }

    /// <summary>Blocks of the week that was found with their starts.</summary>
    public List<(int Block, int Start)> Shot { get; } = [];

    /// <returns>The cost of the cheapest week, or the limit where none costs less; null where too many sets would have to be kept.</returns>
    public double? Solve(SetOfShifts[] shifts, CancellationToken cancellation)
    {
        var needed = Array.ConvertAll(shifts, s => SetOf(b => (crew.Blocks[b].MustFollowIt & s.Set) != 0));
        var root = new WeekRow?[behind.Length];
        root[0] = new WeekRow(0, [0]);
        layers[0][0] = root;
        foreach (var layer in layers)
        {
            foreach (var (set, rows) in layer)
            {
                for (var state = 0; state < rows.Length; state++)
                {
                    if (rows[state] is { } row)
                    {
                        End(set, state, row);
                        Settle(set, state, row);
                        for (var s = 0; s < shifts.Length && row.Width > 0; s++)
                        {
                            if ((shifts[s].Set & set) == 0 && (needed[s] & ~(set | shifts[s].Set)) == 0 && shifts[s].From < row.To && shifts[s].To > row.From)
                            {
                                Extend(set, state, row, shifts[s]);
                            }
                        }
                    }
                }

                if (sets > mostSets || cancellation.IsCancellationRequested)
                {
                    return null;
                }
            }
        }

        return best.Value;
    }

    private void Extend(ulong set, int state, WeekRow row, SetOfShifts shifts)
    {
        var with = set | shifts.Set;
        Array.Fill(lost, double.NaN);
        foreach (var shift in shifts.Shifts)
        {
            var from = Math.Max(row.From, shift.From);
            var count = Math.Min(row.To, shift.From + shift.Costs.Length) - from;
            if (count <= 0)
            {
                continue;
            }

            foreach (var move in week.MovesOf(state, shift.Kind))
            {
                if (double.IsNaN(lost[move.To]))
                {
                    lost[move.To] = PenaltyOf(with, move.To);
                }

                if (lost[move.To] < double.PositiveInfinity)
                {
                    var sums = sum.AsSpan(0, count);
                    PlaceSums.Set(sums, row.Values.AsSpan(from - row.From, count), shift.Costs.AsSpan(from - shift.From, count), week.CostOf(move, shift.Ticks, shift.More));
                    Keep(with, move.To, sums, from + shift.Ticks + crew.RestTicks, limit - lost[move.To]);
                }
            }
        }
    }

    private void Keep(ulong set, int state, ReadOnlySpan<double> values, int from, double most)
    {
        var (low, high) = PlaceSums.Below(values, behind[state].AsSpan(from, values.Length), most);
        if (low == high)
        {
            return;
        }

        var layer = layers[BitOperations.PopCount(set)];
        if (!layer.TryGetValue(set, out var rows))
        {
            layer[set] = rows = new WeekRow?[behind.Length];
            sets++;
        }

        (rows[state] ??= new WeekRow(from + low, [])).Lower(from + low, values[low..high], 0);
    }

    // The week may end here. Who is still between two shifts then was done before: that costs no more.
    private void End(ulong set, int state, WeekRow row)
    {
        var penalty = Penalty(~set & all);
        for (var t = row.From; t < row.To; t++)
        {
            var value = row.Values[t - row.From] + (Math.Max(0, week.Ticks - t) * week.ActiveTick(state)) + penalty;
            best = value < best.Value ? (value, set, state, t) : best;
        }
    }

    // Rests to the end of the horizon, and forgets what cannot become a week below the limit.
    private void Settle(ulong set, int state, WeekRow row)
    {
        var most = limit - PenaltyOf(set, state);
        row.Widen(row.From, week.Ticks);
        var (low, high, last) = (week.Ticks, 0, double.PositiveInfinity);
        for (var t = row.From; t < week.Ticks; t++)
        {
            ref var value = ref row.Values[t - row.From];
            last = value = Math.Min(value, last + week.ActiveTick(state));
            if (value + behind[state][t] < most)
            {
                (low, high) = (Math.Min(low, t), t + 1);
            }
            else
            {
                value = double.PositiveInfinity;
            }
        }

        row.Narrow(low, high);
    }

    // What will be left out for certain; infinite where somebody works on who has nothing left to do, which costs no less than being done.
    private double PenaltyOf(ulong set, int state)
    {
        ulong lost = 0;
        for (var p = 0; p < ofPerson.Length; p++)
        {
            var left = ofPerson[p] & ~set;
            if (CrewWeek.IsActive(state, p) && left == 0)
            {
                return double.PositiveInfinity;
            }

            lost |= CrewWeek.IsDone(state, p) ? left : 0;
        }

        return Penalty(lost);
    }

    private double Penalty(ulong lost)
    {
        double penalty = 0;
        for (; lost != 0; lost &= lost - 1)
        {
            penalty += penalties[BitOperations.TrailingZeroCount(lost)];
        }

        return penalty;
    }

    private ulong SetOf(Func<int, bool> has)
    {
        ulong set = 0;
        for (var b = 0; b < crew.Blocks.Length; b++)
        {
            set |= has(b) ? 1UL << b : 0;
        }

        return set;
    }
}
