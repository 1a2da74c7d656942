using System.Text.RegularExpressions;
using StudioScheduler.Tests.Architecture;

namespace StudioScheduler.Tests.Words;

/// <summary>String literals of the source that look like keys of texts.</summary>
internal static partial class KeysInSource
{
    public static IEnumerable<KeyLiteral> Literals() =>
        ((string[])["*.cs", "*.razor", "*.cshtml"])
            .SelectMany(pattern => Repository.Files("src", pattern))
            .SelectMany(file => In(file, Repository.Read(file)));

    public static IEnumerable<KeyLiteral> In(string file, string source) =>
        KeyInQuotes().Matches(source).Select(m => new KeyLiteral(file, m.Groups["key"].Value, m.Groups["say"].Success));

    // "a.b-c.d", $"a.{x}.d", or "a." for all that begin so; said where the text stands right behind Say( or Has(
    [GeneratedRegex("""(?<say>\b(Say|Has)\(\s*)?\$?["](?<key>[a-z][a-zA-Z0-9-]*(\.([a-zA-Z0-9-]|\{[^}"]+\})+)*(\.|\.([a-zA-Z0-9-]|\{[^}"]+\})+))["]""")]
    private static partial Regex KeyInQuotes();
}

/// <param name="Text">A key, or a pattern of keys with holes: <c>rule.{id}.name</c>.</param>
/// <param name="IsSaid">It is certainly a key; other literals may be, or may be file names and the like.</param>
internal sealed record KeyLiteral(string File, string Text, bool IsSaid)
{
    private readonly Regex pattern = new("^" + Hole().Replace(Regex.Escape(Text), "[a-zA-Z0-9.-]+") + (Text.EndsWith('.') ? "" : "$"), RegexOptions.CultureInvariant);

    public bool Matches(string key) => pattern.IsMatch(key);

    private static Regex Hole() => new(@"\\\{[^}]+}", RegexOptions.CultureInvariant);
}
