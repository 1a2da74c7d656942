using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>One block in the day of a stage, a crew or a person; times in ticks.</summary>
/// <param name="Block">-1 for last work before the horizon.</param>
/// <param name="Stage">-1 for last work, which adds no move.</param>
[StructLayout(LayoutKind.Sequential, Size = 32)] // as long as a vector: one load and one store move it
internal record struct Stop(int Start, int End, int Block, int Stage)
{
    /// <summary>First start of the shift that holds this stop; kept by the tour.</summary>
    public int ShiftStart;

    /// <summary>Last end of that shift.</summary>
    public int ShiftEnd;

    /// <summary>What the stage is dressed as while it lasts.</summary>
    public int Look;
}

/// <summary>
/// The stops of one resource, rising by start. Guards stage-overlap on stages, crew-overlap, crew-shift, person-overlap and
/// person-shift on workers. Insert and remove cost the length of the tour, some ten stops.
/// </summary>
internal sealed class Tour(int capacity, int restTicks)
{
    public Stop[] Stops = new Stop[capacity + 1];
    public int Count;

    // The starts again, side by side, so that eight are compared at once; behind the last one only ever greater ones.
    private int[] starts = Padded(capacity + 1);

    /// <summary>Ticks from its first own start to its last end; last work before the horizon does not count.</summary>
    public int Span
    {
        get
        {
            var first = Count > 0 && Stops[0].Block < 0 ? 1 : 0;
            return Count > first ? Stops[Count - 1].End - Stops[first].Start : 0;
        }
    }

    /// <summary>Index of the first stop that starts at or after <paramref name="tick"/>.</summary>
    public int At(int tick)
    {
        var sought = Vector256.Create(tick);
        for (var i = 0; ; i += Vector256<int>.Count)
        {
            var isBefore = Vector256.LessThan(Vector256.LoadUnsafe(ref starts[i]), sought).ExtractMostSignificantBits();
            if (isBefore != 0xFF)
            {
                return i + BitOperations.TrailingZeroCount(~isBefore);
            }
        }
    }

    /// <summary>Returns where it was put.</summary>
    public int Insert(in Stop stop)
    {
        if (Count == Stops.Length)
        {
            Array.Resize(ref Stops, Count * 2);
            var longer = Padded(Count * 2);
            starts.AsSpan(0, Count).CopyTo(longer);
            starts = longer;
        }

        // behind those that start at the same time, as fixed blocks that contradict each other may
        var at = At(stop.Start + 1);
        MakeRoom(at);
        Stops[at] = stop;
        starts[at] = stop.Start;
        if (restTicks > 0)
        {
            Reshift(at);
        }

        return at;
    }

    /// <summary>Returns where it was.</summary>
    public int Remove(int block, int start)
    {
        var at = At(start);
        while (Stops[at].Block != block)
        {
            at++;
        }

        CloseUp(at);
        if (restTicks > 0)
        {
            if (at > 0)
            {
                Reshift(at - 1);
            }

            if (at < Count)
            {
                Reshift(at);
            }
        }

        return at;
    }

    // By hand: Array.Copy and spans give what overlaps to native code, and the way there costs more than these few stops, 7 % of a step.
    private void MakeRoom(int at)
    {
        var (stops, times) = (Stops, starts);
        for (var i = Count; i > at; i--)
        {
            stops[i] = stops[i - 1];
            times[i] = times[i - 1];
        }

        Count++;
    }

    private void CloseUp(int at)
    {
        Count--;
        var (stops, times) = (Stops, starts);
        for (var i = at; i < Count; i++)
        {
            stops[i] = stops[i + 1];
            times[i] = times[i + 1];
        }

        times[Count] = int.MaxValue;
    }

    // Only the shift that holds a stop can have changed where the stop is new or has a new neighbour.
    private void Reshift(int at)
    {
        var stops = Stops.AsSpan(0, Count);
        var first = at;
        while (first > 0 && stops[first].Start - stops[first - 1].End < restTicks)
        {
            first--;
        }

        var last = at;
        while (last + 1 < stops.Length && stops[last + 1].Start - stops[last].End < restTicks)
        {
            last++;
        }

        var start = stops[first].Start;
        var end = stops[last].End;
        for (var i = first; i <= last; i++)
        {
            stops[i].ShiftStart = start;
            stops[i].ShiftEnd = end;
        }
    }

    // A whole vector more than there are stops, so that a comparison always ends inside.
    private static int[] Padded(int capacity)
    {
        var padded = new int[capacity + Vector256<int>.Count];
        Array.Fill(padded, int.MaxValue);
        return padded;
    }
}
