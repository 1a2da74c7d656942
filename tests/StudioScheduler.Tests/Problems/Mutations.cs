using System.Text.Json.Nodes;

namespace StudioScheduler.Tests.Problems;

/// <summary>Every place of a JSON file, and values to put there.</summary>
internal static class Mutations
{
    public static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "99999999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"2026-03-16T08:00:00+08:00\"",
        "\"9999-12-31T23:59:00+00:00\"", "\"0001-01-01T00:00:00Z\"", "[]", "{}", "[[]]", "[null]", "{\"a\":{}}", "2147483647", "-2147483648",
    ];

    /// <summary>The file with each value in each place, and what was done.</summary>
    public static IEnumerable<(string What, string Json)> AnyValueAnywhere(string json)
    {
        foreach (var place in Leaves(JsonNode.Parse(json)!).ToArray())
        {
            var edited = JsonNode.Parse(json)!;
            Replace(edited, place, "@@");
            var text = edited.ToJsonString();
            foreach (var value in Values)
            {
                yield return ($"{string.Join('/', place)} = {value}", text.Replace("\"@@\"", value, StringComparison.Ordinal));
            }
        }
    }

    public static IEnumerable<object[]> Leaves(JsonNode node, params object[] at)
    {
        var inside = node switch
        {
            JsonObject members => members.Select(m => ((object)m.Key, m.Value)),
            JsonArray items => items.Select((item, i) => ((object)i, item)),
            _ => [],
        };
        return inside.SelectMany(i => Leaves(i.Item2!, [.. at, i.Item1])).Append(at).Where(p => p.Length > 0);
    }

    public static JsonNode? Get(JsonNode node, IEnumerable<object> at) =>
        at.Aggregate((JsonNode?)node, (n, step) => step is int index ? n!.AsArray()[index] : n!.AsObject()[(string)step]);

    public static void Replace(JsonNode root, object[] at, JsonNode? value)
    {
        var owner = Get(root, at[..^1])!;
        if (at[^1] is int index)
        {
            owner.AsArray()[index] = value;
        }
        else
        {
            owner.AsObject()[(string)at[^1]] = value;
        }
    }
}
