namespace StudioScheduler.Engine.Bounds;

// The same week seen from its end, and what surrounds one shift of it.
internal sealed partial class CrewWeek
{
    public int Ticks => ticks;

    /// <summary>Ways from one state of the people to another, each by a shift of some kind.</summary>
    public IReadOnlyList<Move> Moves => moves;

    /// <summary>Those of them from a state by a shift of a kind.</summary>
    public Move[] MovesOf(int state, int kind) => movesOf[(state * crew.Kinds) + kind];

    /// <summary>By state: what a tick between two shifts costs.</summary>
    public double ActiveTick(int state) => activePerTick[state];

    /// <summary>Whether a shift may start then: one that goes on with the work before the horizon has only so much left.</summary>
    private bool MayStart(int start, int ofShift) => start >= crew.ContinuesBefore || start + ofShift <= crew.ContinuedEnd;

    // The starts of these that a shift may have, in two runs, either may be empty: those that go on with the work before the horizon, and the rest.
    private (int First, int End) Starts(int run, int from, int to, int ofShift) => run == 0
        ? (from, Math.Min(to, Math.Min(crew.ContinuesBefore, crew.ContinuedEnd - ofShift + 1)))
        : (Math.Max(from, crew.ContinuesBefore), to);

    /// <summary>By state and tick, after <see cref="Solve"/>: the least cost of what follows in any week.</summary>
    /// <remarks>
    /// A shift that does not pay for itself is not in the tree. Without it the rest is cheaper, but for somebody whose last shift it was:
    /// who is active may so be done at once.
    /// </remarks>
    public double[][] Behind(ShiftTree tree)
    {
        double[][] rest = [.. best.Select(row => new double[row.Length])];
        var together = crew.RestTicks + crew.ShortestTicks;
        for (var to = ticks; to > 0; to -= together)
        {
            var from = Math.Max(0, to - together);
            Array.ForEach(rest, row => row.AsSpan(from, to - from).Fill(double.PositiveInfinity));
            foreach (var move in moves)
            {
                foreach (var length in tree.Lengths(move.Kind))
                {
                    var ofShift = tree.TicksOf(length);
                    var (cheapest, more, later) = (tree.Cheapest(move.Kind, length), CostOf(move, ofShift, tree.MoreOf(length)), ofShift + crew.RestTicks);
                    for (var run = 0; run < 2; run++)
                    {
                        var (first, end) = Starts(run, from, to, ofShift);
                        if (first < end)
                        {
                            PlaceSums.Lower(rest[move.From].AsSpan(first, end - first), rest[move.To].AsSpan(first + later, end - first), cheapest.AsSpan(first, end - first), more);
                        }
                    }
                }
            }

            for (var state = 0; state < rest.Length; state++)
            {
                for (var t = to - 1; t >= from; t--)
                {
                    rest[state][t] = Math.Min(rest[state][t], rest[state][t + 1] + activePerTick[state]);
                }
            }
        }

        for (var state = rest.Length - 1; state >= 0; state--)
        {
            for (var p = 0; p < crew.PersonTick.Length; p++)
            {
                if (IsActive(state, p))
                {
                    PlaceSums.Lower(rest[state], rest[state + CrewPattern.PowersOf3[p]], 0);
                }
            }
        }

        return rest;
    }

    /// <summary>By state and tick, after <see cref="Solve"/>: the least cost of what is over by then in any week.</summary>
    /// <remarks>As in <see cref="Behind"/>: who has not begun may be active or done without a shift.</remarks>
    public double[][] Ahead()
    {
        double[][] over = [.. best.Select(row => (double[])row.Clone())];
        for (var state = 0; state < over.Length; state++)
        {
            for (var p = 0; p < crew.PersonTick.Length; p++)
            {
                if (!HasNotBegun(state, p))
                {
                    PlaceSums.Lower(over[state], over[state - CrewPattern.PowersOf3[p]], 0);
                }
            }
        }

        return over;
    }

    /// <summary>By start: the least that a week costs beside the blocks of a shift of this kind and length.</summary>
    public double[] Around(int kind, int ofShift, int more, double[][] ahead, double[][] behind)
    {
        var around = new double[ticks];
        Array.Fill(around, double.PositiveInfinity);
        foreach (var move in moves.Where(m => m.Kind == kind))
        {
            PlaceSums.Lower(around, ahead[move.From].AsSpan(0, ticks), behind[move.To].AsSpan(ofShift + crew.RestTicks, ticks), CostOf(move, ofShift, more));
        }

        for (var t = 0; t < ticks; t++)
        {
            around[t] = MayStart(t, ofShift) ? around[t] : double.PositiveInfinity;
        }

        return around;
    }
}
