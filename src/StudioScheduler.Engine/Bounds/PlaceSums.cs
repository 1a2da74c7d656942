using System.Numerics;
using System.Runtime.InteropServices;

namespace StudioScheduler.Engine.Bounds;

/// <summary>Sums of prices for many starts at once: the inner loops of the bound.</summary>
internal static class PlaceSums
{
    /// <summary>
    /// Adds to each <c>into[i]</c> the prices of the ticks from <c>first + i + from</c> up to <c>first + i + to</c>, times
    /// <paramref name="units"/>, given the running sums of the prices. Ticks before 0 cost nothing.
    /// </summary>
    public static void Add(Span<double> into, double[] sums, int first, int from, int to, double units)
    {
        var clipped = Math.Clamp(-(first + from), 0, into.Length);
        for (var i = 0; i < clipped; i++)
        {
            into[i] += units * sums[Math.Max(0, first + i + to)];
        }

        if (clipped == into.Length)
        {
            return;
        }

        var rest = into[clipped..];
        var low = sums.AsSpan(first + clipped + from, rest.Length);
        var high = sums.AsSpan(first + clipped + to, rest.Length);
        var factor = new Vector<double>(units);
        var wide = MemoryMarshal.Cast<double, Vector<double>>(rest);
        var wideLow = MemoryMarshal.Cast<double, Vector<double>>(low);
        var wideHigh = MemoryMarshal.Cast<double, Vector<double>>(high);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] += (wideHigh[i] - wideLow[i]) * factor;
        }

        for (var i = wide.Length * Vector<double>.Count; i < rest.Length; i++)
        {
            rest[i] += units * (high[i] - low[i]);
        }
    }

    /// <summary>The least value of a run.</summary>
    public static double Least(ReadOnlySpan<double> values)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(values);
        var least = new Vector<double>(double.PositiveInfinity);
        foreach (var some in wide)
        {
            least = Vector.Min(least, some);
        }

        var result = double.PositiveInfinity;
        for (var i = 0; i < Vector<double>.Count; i++)
        {
            result = Math.Min(result, least[i]);
        }

        for (var i = wide.Length * Vector<double>.Count; i < values.Length; i++)
        {
            result = Math.Min(result, values[i]);
        }

        return result;
    }

    /// <summary>The shortest run that holds all places where the sum of both is below a number; (0, 0) where none is.</summary>
    public static (int Low, int High) Below(ReadOnlySpan<double> one, ReadOnlySpan<double> other, double most)
    {
        var (low, high) = (0, one.Length);
        while (low < high && one[low] + other[low] >= most)
        {
            low++;
        }

        while (low < high && one[high - 1] + other[high - 1] >= most)
        {
            high--;
        }

        return low < high ? (low, high) : (0, 0);
    }

    /// <summary>Each of a run plus a number.</summary>
    public static void Set(Span<double> into, ReadOnlySpan<double> one, double plus)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(into);
        var wideOne = MemoryMarshal.Cast<double, Vector<double>>(one);
        var by = new Vector<double>(plus);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = wideOne[i] + by;
        }

        for (var i = wide.Length * Vector<double>.Count; i < into.Length; i++)
        {
            into[i] = one[i] + plus;
        }
    }

    /// <summary>Each of two runs plus a number.</summary>
    public static void Set(Span<double> into, ReadOnlySpan<double> one, ReadOnlySpan<double> other, double plus)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(into);
        var wideOne = MemoryMarshal.Cast<double, Vector<double>>(one);
        var wideOther = MemoryMarshal.Cast<double, Vector<double>>(other);
        var by = new Vector<double>(plus);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = wideOne[i] + wideOther[i] + by;
        }

        for (var i = wide.Length * Vector<double>.Count; i < into.Length; i++)
        {
            into[i] = one[i] + other[i] + plus;
        }
    }

    /// <summary>Lowers each to that of another run plus a number, where that is less.</summary>
    public static void Lower(Span<double> into, ReadOnlySpan<double> other, double plus)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(into);
        var wideOther = MemoryMarshal.Cast<double, Vector<double>>(other);
        var by = new Vector<double>(plus);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = Vector.Min(wide[i], wideOther[i] + by);
        }

        for (var i = wide.Length * Vector<double>.Count; i < into.Length; i++)
        {
            into[i] = Math.Min(into[i], other[i] + plus);
        }
    }

    /// <summary>Lowers each to the sum of those of two other runs plus a number, where that is less.</summary>
    public static void Lower(Span<double> into, ReadOnlySpan<double> one, ReadOnlySpan<double> other, double plus)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(into);
        var wideOne = MemoryMarshal.Cast<double, Vector<double>>(one);
        var wideOther = MemoryMarshal.Cast<double, Vector<double>>(other);
        var by = new Vector<double>(plus);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = Vector.Min(wide[i], wideOne[i] + wideOther[i] + by);
        }

        for (var i = wide.Length * Vector<double>.Count; i < into.Length; i++)
        {
            into[i] = Math.Min(into[i], one[i] + other[i] + plus);
        }
    }
}
