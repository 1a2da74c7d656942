namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The cheapest week of one crew at given prices: shifts of whole blocks in any order with their moves and waits, rests between
/// them, and the presence of its own people from their first to their last shift. Each block may be shot any number of times for
/// its reward; the rewards see to it that it is once. Found exactly by one pass over ticks × states of the people.
/// </summary>
internal sealed class CrewWeek
{
    private readonly CrewPattern crew;
    private readonly int ticks;
    private readonly int states;
    private readonly (int From, int Kind, int To, double PerTick)[] moves;
    private readonly double[] activePerTick;
    private readonly double[] best;
    private readonly (int Start, int State, int Kind, int Length)[] cameFrom;

    /// <param name="ticks">The horizon; no block ends later.</param>
    public CrewWeek(CrewPattern crew, int ticks)
    {
        this.crew = crew;
        this.ticks = ticks;
        states = CrewPattern.PowersOf3[crew.PersonTick.Length];
        moves = [.. Moves()];
        activePerTick = [.. Enumerable.Range(0, states).Select(s => crew.PersonTick.Select((price, p) => Digit(s, p) == Active ? price : 0).Sum())];
        best = new double[(ticks + 1) * states];
        cameFrom = new (int, int, int, int)[(ticks + 1) * states];
    }

    // States of a person: has not begun, is between two shifts of their work, is done.
    private const int NotBegun = 0;
    private const int Active = 1;
    private const int Done = 2;

    public CrewPattern Pattern => crew;

    /// <summary>Blocks of the cheapest week with their starts; a block may be there more than once, or not at all.</summary>
    public List<(int Block, int Start)> Shot { get; } = [];

    /// <returns>Its cost less the rewards; 0 or less.</returns>
    public double Solve(ShiftTree tree, double[][] costs, double[] rewards)
    {
        tree.Grow(crew, costs, rewards);
        Array.Fill(best, double.PositiveInfinity);
        best[0] = 0;
        var lengths = crew.MaxTicks + 1;
        var filled = moves.Select(m => Enumerable.Range(1, crew.MaxTicks).Where(l => tree.IsFilled[(m.Kind * lengths) + l]).ToArray()).ToArray();
        for (var t = 0; t < ticks; t++)
        {
            Rest(t);
            for (var m = 0; m < moves.Length; m++)
            {
                var (from, kind, to, perTick) = moves[m];
                if (!double.IsPositiveInfinity(best[(t * states) + from]))
                {
                    foreach (var length in filled[m])
                    {
                        Work(t, from, kind, length, to, tree.Cheapest[(kind * lengths) + length][t] + (perTick * length));
                    }
                }
            }
        }

        var least = 0;
        for (var s = 1; s < states; s++)
        {
            least = best[(ticks * states) + s] < best[(ticks * states) + least] ? s : least;
        }

        Trace(tree, least);
        return best[(ticks * states) + least];
    }

    private void Rest(int t)
    {
        for (var s = 0; s < states; s++)
        {
            Reach(t + 1, s, best[(t * states) + s] + activePerTick[s], (t, s, -1, 0));
        }
    }

    private void Work(int t, int from, int kind, int length, int to, double cost)
    {
        var end = t + length;
        if (double.IsPositiveInfinity(cost) || end > ticks || (t < crew.ContinuesBefore && end > crew.ContinuedEnd))
        {
            return;
        }

        var rested = Math.Min(ticks, end + crew.RestTicks);
        Reach(rested, to, best[(t * states) + from] + cost + crew.CostOfShift + (activePerTick[to] * (rested - end)), (t, from, kind, length));
    }

    private void Reach(int t, int state, double value, (int, int, int, int) from)
    {
        var at = (t * states) + state;
        if (value < best[at])
        {
            best[at] = value;
            cameFrom[at] = from;
        }
    }

    private void Trace(ShiftTree tree, int state)
    {
        Shot.Clear();
        for (var t = ticks; t > 0;)
        {
            var (start, before, kind, length) = cameFrom[(t * states) + state];
            if (kind >= 0)
            {
                tree.Find(start, kind, length);
                Shot.AddRange(tree.Found);
            }

            (t, state) = (start, before);
        }
    }

    // Kinds of a shift, by person: 0 absent, 1 at an end of their work or only here, 2 works on. An absent one waits at full price
    // between two shifts of their own.
    private IEnumerable<(int From, int Kind, int To, double PerTick)> Moves()
    {
        IEnumerable<(int From, int Kind, int To, double PerTick)> all = [(0, 0, 0, 0.0)];
        for (var p = 0; p < crew.PersonTick.Length; p++)
        {
            var (power, price) = (CrewPattern.PowersOf3[p], crew.PersonTick[p]);
            (int, int, int, double)[] own =
            [
                (NotBegun, 0, NotBegun, 0), (NotBegun, 1, Active, 0), (NotBegun, 1, Done, 0), (Active, 0, Active, price),
                (Active, 2, Active, price), (Active, 1, Done, 0), (Done, 0, Done, 0),
            ];
            all = [.. all.SelectMany(a => own.Select(o =>
                (a.From + (o.Item1 * power), a.Kind + (o.Item2 * power), a.To + (o.Item3 * power), a.PerTick + o.Item4)))];
        }

        return all;
    }

    private static int Digit(int state, int person) => state / CrewPattern.PowersOf3[person] % 3;
}
