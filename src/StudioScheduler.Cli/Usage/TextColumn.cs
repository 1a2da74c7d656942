using System.Text;

namespace StudioScheduler.Cli.Usage;

/// <summary>Breaks text into lines of a width in terminal cells: a Chinese character takes two and may be broken after.</summary>
internal static class TextColumn
{
    // never at the start of a line
    private const string Closing = "，。；：、！？）》」』】”’…";

    // never at the end of a line
    private const string Opening = "（《「『【“‘";

    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        var cells = 0;
        foreach (var piece in Pieces(text))
        {
            var needed = Cells(piece.TrimEnd());
            if (cells > 0 && cells + needed > width)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
                cells = 0;
            }

            line.Append(piece);
            cells += Cells(piece);
        }

        yield return line.ToString().TrimEnd();
    }

    public static int Cells(string text) => text.EnumerateRunes().Sum(r => IsWide(r) ? 2 : 1);

    private static bool IsWide(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0x20000 and <= 0x3FFFD);

    /// <summary>Words with the space behind them; wide characters one by one, closing marks with what they close.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i == text.Length || (MayBreak(text[i - 1], text[i]) && i > start))
            {
                yield return text[start..i];
                start = i;
            }
        }
    }

    private static bool MayBreak(char before, char after)
    {
        if (after == ' ' || Opening.Contains(before, StringComparison.Ordinal) || Closing.Contains(after, StringComparison.Ordinal) || char.IsLowSurrogate(after))
        {
            return false;
        }

        return before == ' ' || IsWideChar(before) || IsWideChar(after);
    }

    private static bool IsWideChar(char c) => char.IsHighSurrogate(c) || (!char.IsSurrogate(c) && IsWide(new Rune(c)));
}
