namespace StudioScheduler.Domain.Problems;

/// <summary>
/// The contract's order of ids: by Unicode code point. <see cref="StringComparer.Ordinal"/> compares UTF-16 units and sorts
/// characters beyond the basic plane before U+E000, which another program would not.
/// </summary>
public sealed class IdOrder : IComparer<string>
{
    public static IdOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        var shared = Math.Min(x.Length, y.Length);
        for (var i = 0; i < shared; i++)
        {
            if (x[i] != y[i])
            {
                return Weight(x[i]).CompareTo(Weight(y[i]));
            }
        }

        return x.Length.CompareTo(y.Length);
    }

    // Surrogates stand for code points above every other unit: lift them over U+E000..U+FFFF.
    private static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
