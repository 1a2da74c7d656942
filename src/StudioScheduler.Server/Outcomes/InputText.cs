using System.Buffers;
using System.Globalization;
using StudioScheduler.Domain.Files;

namespace StudioScheduler.Server.Outcomes;

/// <summary>A text that a person sends: no longer than a page shows, and such that either database can keep it.</summary>
internal static class InputText
{
    /// <summary>Names, titles, ids.</summary>
    public const int LongestLine = 200;

    /// <summary>What may have several lines.</summary>
    public const int LongestNote = 4_000;

    private static readonly SearchValues<char> Signs = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl)]);

    private static readonly SearchValues<char> SignsOfNotes =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t'))]);

    public static IEnumerable<InputFault> OfLine(string path, string? text) => Of(path, text, LongestLine, Signs);

    public static IEnumerable<InputFault> OfNote(string path, string? text) => Of(path, text, LongestNote, SignsOfNotes);

    private static IEnumerable<InputFault> Of(string path, string? text, int longest, SearchValues<char> signs)
    {
        if (text is null)
        {
            yield break;
        }

        if (text.Length > longest)
        {
            yield return new(path, "refusal.too-long", text.Length.ToString(CultureInfo.InvariantCulture), longest);
        }

        // A zero byte PostgreSQL refuses; the others no page and no call sheet can show.
        if (text.AsSpan().IndexOfAny(signs) is >= 0 and var place)
        {
            yield return new(path, "refusal.control-character", string.Create(CultureInfo.InvariantCulture, $"U+{(int)text[place]:X4}"));
        }

        if (!WholeText.Is(text))
        {
            yield return InputFault.Of(path, new(path, text, "fault.halfCharacter"));
        }
    }
}
