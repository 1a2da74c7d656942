namespace StudioScheduler.Engine.LocalSearch;

/// <summary>One block in the day of a stage, a crew or a person; times in ticks.</summary>
/// <param name="Block">-1 for last work before the horizon.</param>
/// <param name="Stage">-1 for last work, which adds no move.</param>
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

    /// <summary>Index of the first stop that starts at or after <paramref name="tick"/>.</summary>
    public int At(int tick)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (Stops[middle].Start < tick)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Returns where it was put.</summary>
    public int Insert(in Stop stop)
    {
        if (Count == Stops.Length)
        {
            Array.Resize(ref Stops, Count * 2);
        }

        var at = Count;
        while (at > 0 && Stops[at - 1].Start > stop.Start)
        {
            Stops[at] = Stops[at - 1];
            at--;
        }

        Stops[at] = stop;
        Count++;
        Reshift();
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

        Count--;
        for (var i = at; i < Count; i++)
        {
            Stops[i] = Stops[i + 1];
        }

        Reshift();
        return at;
    }

    private void Reshift()
    {
        if (restTicks == 0)
        {
            return;
        }

        var stops = Stops;
        var first = 0;
        for (var i = 0; i < Count; i++)
        {
            if (i > first && stops[i].Start - stops[i - 1].End >= restTicks)
            {
                Close(first, i);
                first = i;
            }
        }

        Close(first, Count);
    }

    private void Close(int first, int beyond)
    {
        if (first >= beyond)
        {
            return;
        }

        var start = Stops[first].Start;
        var end = Stops[beyond - 1].End;
        for (var i = first; i < beyond; i++)
        {
            Stops[i].ShiftStart = start;
            Stops[i].ShiftEnd = end;
        }
    }
}
