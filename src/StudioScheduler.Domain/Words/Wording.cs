using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudioScheduler.Domain.Words;

/// <summary>
/// The one source of every sentence a person reads, in Chinese and English: pages, robots, mails, call sheets and the command line.
/// Texts lie in <c>Words/en</c> and <c>Words/zh</c>, one JSON file an area, key to template; <c>{name}</c> stands for a parameter, and
/// <c>{name|value|values}</c> for the first word where the parameter is 1, else for the second.
/// </summary>
public sealed partial class Wording
{
    public static readonly IReadOnlyList<string> Languages = ["zh", "en"];

    private static readonly FrozenDictionary<string, Wording> All = Languages.ToFrozenDictionary(l => l, l => new Wording(l));

    private readonly FrozenDictionary<string, string> templates;

    private Wording(string language)
    {
        Language = language;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $".Words.{language}.";
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.Contains(folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, template) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                found.Add(key, template);
            }
        }

        templates = found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static Wording English => All["en"];

    public static Wording Chinese => All["zh"];

    /// <summary>"zh" or "en".</summary>
    public string Language { get; }

    public IEnumerable<string> Keys => templates.Keys;

    /// <summary>The wording of a language tag such as <c>zh-CN</c> or <c>en_US.UTF-8</c>; English for any other.</summary>
    public static Wording For(string? language) =>
        language is { Length: >= 2 } && All.TryGetValue(language[..2].ToLowerInvariant(), out var wording) ? wording : English;

    public bool Has(string key) => templates.ContainsKey(key);

    /// <summary>The sentence of a key; a missing key or parameter shows as itself, so that a page never fails for a word.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!templates.TryGetValue(key, out var template))
        {
            return key;
        }

        // One pass: a value that itself holds braces, a block's name say, is never read as a parameter.
        var values = new Dictionary<string, object?>(parameters.Length, StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
        {
            values[name] = value;
        }

        return Parameter().Replace(template, found =>
        {
            if (!values.TryGetValue(found.Groups["name"].Value, out var value))
            {
                return found.Value;
            }

            var said = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            return found.Groups["one"].Success ? found.Groups[said == "1" ? "one" : "many"].Value : said;
        });
    }

    /// <summary>The parameters that a key's template names, rising; tests compare them between languages.</summary>
    public IEnumerable<string> ParametersOf(string key) =>
        Parameter().Matches(templates[key]).Select(m => m.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)(?:\|(?<one>[^|{}]*)\|(?<many>[^|{}]*))?\}")]
    private static partial Regex Parameter();
}
