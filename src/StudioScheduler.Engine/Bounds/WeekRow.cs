namespace StudioScheduler.Engine.Bounds;

/// <summary>The least cost of a part of a week by the tick at which the crew is free again; infinite beside its range.</summary>
internal sealed class WeekRow(int from, double[] values)
{
    public int From { get; private set; } = from;

    public double[] Values { get; private set; } = values;

    public int Width => Values.Length;

    public int To => From + Values.Length;

    public double At(int tick) => tick < From || tick >= To ? double.PositiveInfinity : Values[tick - From];

    /// <summary>Lowers it to these values and a number where they are less.</summary>
    public void Lower(int from, ReadOnlySpan<double> values, double plus)
    {
        Widen(Width == 0 ? from : Math.Min(from, From), Math.Max(To, from + values.Length));
        PlaceSums.Lower(Values.AsSpan(from - From, values.Length), values, plus);
    }

    public void Widen(int from, int to)
    {
        if (Width > 0 && from >= From && to <= To)
        {
            return;
        }

        to = Math.Max(to, To);
        var wider = new double[to - from];
        Array.Fill(wider, double.PositiveInfinity);
        Values.CopyTo(wider, Width == 0 ? 0 : From - from);
        (From, Values) = (from, wider);
    }

    public void Narrow(int from, int to) => (From, Values) = (from, from < to ? Values.AsSpan(from - From, to - from).ToArray() : []);
}
