namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The cheapest week of one crew at given prices: shifts of whole blocks in any order with their moves and waits, rests between
/// them, and the presence of its own people from their first to their last shift. Each block may be shot any number of times for
/// its reward; the rewards see to it that it is once. Found exactly by one pass over ticks × states of the people.
/// </summary>
/// <remarks>
/// No shift that starts within a rest and the shortest block of another ends, with its rest, before that one starts: so many starts are
/// worked on at once. What led to a value is found again by what adds up to it exactly.
/// </remarks>
internal sealed partial class CrewWeek
{
    private readonly CrewPattern crew;
    private readonly int ticks;
    private readonly Move[] moves;
    private readonly Move[][] movesOf; // by state and kind
    private readonly double[] activePerTick;
    private readonly double[][] best; // by state, then by tick; longer by a shift and a rest

    /// <param name="ticks">The horizon; no block ends later.</param>
    public CrewWeek(CrewPattern crew, int ticks)
    {
        this.crew = crew;
        this.ticks = ticks;
        moves = [.. AllMoves()];
        var byStateAndKind = moves.ToLookup(m => (m.From * crew.Kinds) + m.Kind);
        movesOf = [.. Enumerable.Range(0, crew.Kinds * crew.Kinds).Select(i => byStateAndKind[i].ToArray())];
        activePerTick = [.. Enumerable.Range(0, crew.Kinds).Select(s => crew.PersonTick.Select((price, p) => CrewPattern.DigitOf(s, p) == Active ? price : 0).Sum())];
        best = [.. Enumerable.Range(0, crew.Kinds).Select(_ => new double[ticks + crew.MaxTicks + crew.RestTicks + 1])];
    }

    // States of a person: has not begun, is between two shifts of their work, is done.
    private const int NotBegun = 0;
    private const int Active = 1;
    private const int Done = 2;

    public CrewPattern Pattern => crew;

    /// <summary>Blocks of the cheapest week with their starts; a block may be there more than once, or not at all.</summary>
    public List<(int Block, int Start)> Shot { get; } = [];

    /// <summary>What the cheapest week costs whatever the prices and rewards: shifts, moves, waits, presence.</summary>
    public double Own { get; private set; }

    /// <returns>Its cost less the rewards; 0 or less.</returns>
    public double Solve(ShiftTree tree, double[][] costs, double[] rewards)
    {
        tree.Grow(crew, costs, rewards);
        foreach (var row in best)
        {
            row.AsSpan().Fill(double.PositiveInfinity);
        }

        best[0][0] = 0;
        var together = crew.RestTicks + crew.ShortestTicks;
        for (var from = 0; from < ticks; from += together)
        {
            var to = Math.Min(ticks, from + together);
            Rest(from, to);
            foreach (var move in moves)
            {
                Work(tree, move, from, to);
            }
        }

        var (last, end) = Cheapest();
        Trace(tree, last, end);
        Own = best[last][end];
        foreach (var (block, start) in Shot)
        {
            Own -= costs[block][start] - rewards[block];
        }

        return best[last][end];
    }

    // The last rest may end behind the horizon. Who is still between two shifts then was done before: that costs no more.
    private (int State, int End) Cheapest()
    {
        var (last, end) = (0, ticks);
        for (var state = 0; state < best.Length; state++)
        {
            for (var t = ticks; t < best[state].Length; t++)
            {
                (last, end) = best[state][t] < best[last][end] ? (state, t) : (last, end);
            }
        }

        return (last, end);
    }

    private void Rest(int from, int to)
    {
        for (var state = 0; state < best.Length; state++)
        {
            var (row, perTick) = (best[state], activePerTick[state]);
            for (var t = from; t < to; t++)
            {
                row[t + 1] = Math.Min(row[t + 1], row[t] + perTick);
            }
        }
    }

    private void Work(ShiftTree tree, Move move, int from, int to)
    {
        var (before, after) = (best[move.From], best[move.To]);
        foreach (var length in tree.Lengths(move.Kind))
        {
            var cheapest = tree.Cheapest(move.Kind, length);
            var ticksOf = tree.TicksOf(length);
            var (more, later) = (CostOf(move, ticksOf, tree.MoreOf(length)), ticksOf + crew.RestTicks);
            for (var run = 0; run < 2; run++)
            {
                var (first, end) = Starts(run, from, to, ticksOf);
                if (first < end)
                {
                    PlaceSums.Lower(after.AsSpan(first + later, end - first), before.AsSpan(first, end - first), cheapest.AsSpan(first, end - first), more);
                }
            }
        }
    }

    /// <summary>
    /// What a move costs beside its shift's blocks: presence, the shift, the rest behind it. Who begins in the shift is counted from the first to
    /// the last block there, and rests from its end as it was rounded down: what lies between may be counted twice, and is taken off.
    /// </summary>
    /// <param name="more">Ticks by which the shift may be longer.</param>
    public double CostOf(Move move, int ofShift, int more) =>
        (move.PerTick * ofShift) + crew.CostOfShift + (activePerTick[move.To] * crew.RestTicks) - (move.TickOfBeginners * more);

    private void Trace(ShiftTree tree, int state, int t)
    {
        Shot.Clear();
        while (t > 0)
        {
            if (t <= ticks && best[state][t - 1] + activePerTick[state] == best[state][t])
            {
                t--;
                continue;
            }

            var (start, move, length) = Before(tree, t, state);
            tree.Find(start, move.Kind, length);
            Shot.AddRange(tree.Found);
            (t, state) = (start, move.From);
        }
    }

    private (int Start, Move Move, int Length) Before(ShiftTree tree, int t, int state)
    {
        foreach (var move in moves.Where(m => m.To == state))
        {
            foreach (var length in tree.Lengths(move.Kind))
            {
                var ticksOf = tree.TicksOf(length);
                var start = t - crew.RestTicks - ticksOf;
                if (start >= 0 && start < ticks && MayStart(start, ticksOf)
                    && best[move.From][start] + tree.Cheapest(move.Kind, length)[start] + CostOf(move, ticksOf, tree.MoreOf(length)) == best[state][t])
                {
                    return (start, move, length);
                }
            }
        }

        throw new InvalidOperationException($"Nothing leads to tick {t} of crew {crew.Crew}.");
    }

    // Kinds of a shift, by person: 0 absent, 1 at an end of their work or only here, 2 works on. An absent one waits at full price
    // between two shifts of their own.
    private IEnumerable<Move> AllMoves()
    {
        IEnumerable<Move> all = [new(0, 0, 0, 0, 0)];
        for (var p = 0; p < crew.PersonTick.Length; p++)
        {
            var (power, price) = (CrewPattern.PowersOf3[p], crew.PersonTick[p]);
            (int, int, int, double)[] own =
            [
                (NotBegun, 0, NotBegun, 0), (NotBegun, 1, Active, 0), (NotBegun, 1, Done, 0), (Active, 0, Active, price),
                (Active, 2, Active, price), (Active, 1, Done, 0), (Done, 0, Done, 0),
            ];
            all = [.. all.SelectMany(a => own.Select(o =>
                new Move(a.From + (o.Item1 * power), a.Kind + (o.Item2 * power), a.To + (o.Item3 * power), a.PerTick + o.Item4,
                    a.TickOfBeginners + (o is { Item1: NotBegun, Item3: Active } ? price : 0))))];
        }

        return all;
    }

    private static bool HasNotBegun(int state, int person) => CrewPattern.DigitOf(state, person) == NotBegun;

    public static bool IsActive(int state, int person) => CrewPattern.DigitOf(state, person) == Active;

    public static bool IsDone(int state, int person) => CrewPattern.DigitOf(state, person) == Done;

    /// <summary>What a shift of a kind makes of the people's states.</summary>
    /// <param name="TickOfBeginners">What a tick costs for those who begin in it and go on behind it.</param>
    internal sealed record Move(int From, int Kind, int To, double PerTick, double TickOfBeginners);
}
