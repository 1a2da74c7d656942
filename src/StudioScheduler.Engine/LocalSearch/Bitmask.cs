using System.Numerics;
using System.Runtime.CompilerServices;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Sets of grid ticks as words of 64 bits.</summary>
internal static class Bitmask
{
    public static int WordsFor(int bits) => (bits + 63) >> 6;

    /// <summary>Clears the bits of [from, to], both inside; what lies outside the mask is ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear(Span<ulong> mask, int from, int to)
    {
        from = Math.Max(from, 0);
        to = Math.Min(to, (mask.Length << 6) - 1);
        if (from > to)
        {
            return;
        }

        var first = from >> 6;
        var last = to >> 6;
        var head = ~0UL << (from & 63);
        var tail = ~0UL >> (63 - (to & 63));
        if (first == last)
        {
            mask[first] &= ~(head & tail);
            return;
        }

        mask[first] &= ~head;
        for (var word = first + 1; word < last; word++)
        {
            mask[word] = 0;
        }

        mask[last] &= ~tail;
    }

    /// <summary>Sets the bits of [from, to], both inside; what lies outside the mask is ignored.</summary>
    public static void Set(Span<ulong> mask, int from, int to)
    {
        for (var bit = Math.Max(from, 0); bit <= to && bit < mask.Length << 6; bit++)
        {
            mask[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(ReadOnlySpan<ulong> mask, int bit) =>
        bit >= 0 && bit < mask.Length << 6 && (mask[bit >> 6] & (1UL << (bit & 63))) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEmpty(ReadOnlySpan<ulong> mask) => mask.IndexOfAnyExcept(0UL) < 0;

    public static int Count(ReadOnlySpan<ulong> mask)
    {
        var count = 0;
        foreach (var word in mask)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>The bit that has <paramref name="nth"/> set bits below it, fewer than are set.</summary>
    public static int Nth(ReadOnlySpan<ulong> mask, int nth)
    {
        var word = 0;
        for (int here; nth >= (here = BitOperations.PopCount(mask[word])); word++)
        {
            nth -= here;
        }

        var bits = mask[word];
        while (nth-- > 0)
        {
            bits &= bits - 1;
        }

        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>The first and last bit; first above last where there is none.</summary>
    public static (int First, int Last) Reach(ReadOnlySpan<ulong> mask)
    {
        var first = mask.IndexOfAnyExcept(0UL);
        var last = mask.LastIndexOfAnyExcept(0UL);
        return first < 0
            ? (1, 0)
            : ((first << 6) + BitOperations.TrailingZeroCount(mask[first]), (last << 6) + 63 - BitOperations.LeadingZeroCount(mask[last]));
    }

    /// <summary>The bits that at least one of them has; all are equally long.</summary>
    public static ulong[] Union(ulong[][] masks)
    {
        var union = (ulong[])masks[0].Clone();
        foreach (var mask in masks.AsSpan(1))
        {
            for (var word = 0; word < union.Length; word++)
            {
                union[word] |= mask[word];
            }
        }

        return union;
    }

    /// <summary>The first bit at or after a given one; -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(ReadOnlySpan<ulong> mask, int from)
    {
        var word = from >> 6;
        if (word >= mask.Length)
        {
            return -1;
        }

        var bits = mask[word] & (~0UL << (from & 63));
        while (bits == 0)
        {
            if (++word == mask.Length)
            {
                return -1;
            }

            bits = mask[word];
        }

        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>Keeps the first and the last bit of each run: for flat costs every other start only tears a hole.</summary>
    public static void KeepRunEnds(Span<ulong> mask)
    {
        ulong before = 0;
        for (var word = 0; word < mask.Length; word++)
        {
            var bits = mask[word];
            mask[word] = bits & ~Inner(mask, word, before);
            before = bits;
        }
    }

    /// <summary>The same, and also the bits that <paramref name="others"/> has, of which the first word belongs to the mask's first.</summary>
    public static void KeepRunEnds(Span<ulong> mask, ReadOnlySpan<ulong> others)
    {
        ulong before = 0;
        for (var word = 0; word < mask.Length; word++)
        {
            var bits = mask[word];
            mask[word] = bits & (others[word] | ~Inner(mask, word, before));
            before = bits;
        }
    }

    // Bits of a word with a neighbour on both sides.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Inner(ReadOnlySpan<ulong> mask, int word, ulong before)
    {
        var bits = mask[word];
        var after = word + 1 < mask.Length ? mask[word + 1] : 0;
        return ((bits << 1) | (before >> 63)) & ((bits >> 1) | (after << 63));
    }
}
