using System.Numerics;

namespace StudioScheduler.Engine.Bounds;

// The week behind the value: found again by what adds up to it exactly.
internal sealed partial class ElementaryWeek
{
    /// <summary>Finds the blocks of the week that <see cref="Solve"/> found, while the tree has its costs and rewards.</summary>
    public void Trace(SetOfShifts[] shifts, ShiftTree tree)
    {
        Shot.Clear();
        var (set, state, t, value) = (best.Set, best.State, best.End, best.Value - Penalty(~best.Set & all));
        value -= Math.Max(0, week.Ticks - t) * week.ActiveTick(state);
        while (set != 0)
        {
            var (shift, move, before) = Before(set, state, t, value, shifts);
            var start = t - crew.RestTicks - shift.Ticks;
            tree.FindSet(start, shift, shift.At(start));
            Shot.AddRange(tree.Found);
            (set, state, t) = (set & ~shift.Set, move.From, start);
            while (before.At(t - 1) + week.ActiveTick(state) == before.At(t))
            {
                t--;
            }

            value = before.At(t);
        }
    }

    private (WeekShift Shift, CrewWeek.Move Move, WeekRow Row) Before(ulong set, int state, int t, double value, SetOfShifts[] shifts)
    {
        foreach (var shift in shifts.Where(s => (s.Set & ~set) == 0).SelectMany(s => s.Shifts))
        {
            if (!layers[BitOperations.PopCount(set & ~shift.Set)].TryGetValue(set & ~shift.Set, out var rows))
            {
                continue;
            }

            var start = t - crew.RestTicks - shift.Ticks;
            foreach (var move in week.Moves.Where(m => m.To == state && m.Kind == shift.Kind))
            {
                if (rows[move.From] is { } row && row.At(start) + shift.At(start) + week.CostOf(move, shift.Ticks, shift.More) == value)
                {
                    return (shift, move, row);
                }
            }
        }

        throw new InvalidOperationException($"Nothing leads to tick {t} of crew {crew.Crew}.");
    }
}
