namespace StudioScheduler.Engine.Bounds;

// What is kept of a sequence: the least by kind, length and start.
internal sealed partial class ShiftTree
{
    // length: without delays, of which it may have as many as delays.
    private void Record(int depth, ulong used, int delays, int length, int from, int to)
    {
        // Each person of the shift either works on in other shifts before and behind it (the week pays for that) or not.
        var present = 0;
        for (var p = 0; p < crew.PersonTick.Length; p++)
        {
            present |= firstOf[depth, p] >= 0 ? 1 << p : 0;
        }

        for (var first = 0; first <= delays;)
        {
            var step = (length + first) / LengthStep;
            var end = Math.Min(delays, (step * LengthStep) + LengthStep - 1 - length);
            if (asked is null)
            {
                Merge(depth, first, end, from, to);
                KeepAll(depth, used, present, step, from, to);
            }
            else if (asked.Value.Length == step)
            {
                for (var delay = first; delay <= end; delay++)
                {
                    Compare(depth, present, delay, length + delay);
                }
            }

            first = end + 1;
        }
    }

    private void Merge(int depth, int first, int last, int from, int to)
    {
        var all = merged.AsSpan(from, to - from);
        values[depth - 1].AsSpan((first * width) + from, all.Length).CopyTo(all);
        for (var delay = first + 1; delay <= last; delay++)
        {
            PlaceSums.Lower(all, values[depth - 1].AsSpan((delay * width) + from, all.Length), 0);
        }
    }

    private void KeepAll(int depth, ulong used, int present, int step, int from, int to)
    {
        Cut(merged, ref from, ref to);
        if (from == to)
        {
            return;
        }

        var own = merged.AsSpan(from, to - from);
        var best = PlaceSums.Least(own);
        for (var through = present; ; through = (through - 1) & present)
        {
            var (kind, price) = KindOf(depth, present, through);
            if (best + price < limit && sets is null)
            {
                Keep(kind, step, own, from, price);
            }
            else if (best + price < limit)
            {
                sets!.Keep(used, kind, step, own, from, price);
            }

            if (through == 0)
            {
                return;
            }
        }
    }

    private (int Kind, double Price) KindOf(int depth, int present, int through)
    {
        var (kind, price) = (0, 0.0);
        for (var p = 0; p < crew.PersonTick.Length; p++)
        {
            var has = (present >> p) & 1;
            var goesOn = (through >> p) & 1;
            kind += (has + goesOn) * CrewPattern.PowersOf3[p];
            price += has > goesOn ? crew.PersonTick[p] * (lastOf[depth, p] - firstOf[depth, p]) : 0;
        }

        return (kind, price);
    }

    private int Entry(int kind, int length) => (kind * ((crew.MaxTicks / LengthStep) + 1)) + length;

    private void Keep(int kind, int length, ReadOnlySpan<double> own, int from, double price)
    {
        var entry = Entry(kind, length);
        if (!isFilled[entry])
        {
            isFilled[entry] = true;
            lengths[kind].Add(length);
            cheapest[entry].AsSpan().Fill(double.PositiveInfinity);
        }

        PlaceSums.Lower(cheapest[entry].AsSpan(from, own.Length), own, price);
    }
}
