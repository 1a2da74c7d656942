using System.Collections.Immutable;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Domain.Files;

/// <summary>Why a file is refused: one place in it, what stands there and what is wrong with it.</summary>
/// <param name="Path">JSON path such as <c>blocks[3].window.from</c>; empty for the file as a whole.</param>
/// <param name="Value">What stands there, shortened to 80 characters; empty where nothing does.</param>
/// <param name="Key">Of the sentence in the area <c>faults</c>.</param>
/// <param name="Parameters">Of the sentence, besides <c>path</c> and <c>value</c>.</param>
public sealed record Fault(string Path, string Value, string Key, params ImmutableArray<(string Name, string Text)> Parameters)
{
    private const int LongestValue = 80;

    /// <summary>The sentence, with a hint, in the wording's language.</summary>
    public string Say(Wording wording)
    {
        var all = new (string, object?)[Parameters.Length + 2];
        all[0] = ("path", Path);
        all[1] = ("value", Value);
        for (var i = 0; i < Parameters.Length; i++)
        {
            all[i + 2] = (Parameters[i].Name, Parameters[i].Text);
        }

        return wording.Say(Key, all);
    }

    public override string ToString() => $"{(Path.Length == 0 ? "file" : Path)}: {Say(Wording.English)}";

    /// <summary>At most 80 characters of a value.</summary>
    public static string Shorten(string value)
    {
        if (value.Length <= LongestValue)
        {
            return value;
        }

        // never half a surrogate pair
        var length = char.IsHighSurrogate(value[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1;
        return string.Concat(value.AsSpan(0, length), "…");
    }
}
