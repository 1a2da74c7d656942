using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Cli;

/// <summary>What <c>--json</c> prints: indented, with Chinese as itself.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode node) => node.ToJsonString(Readable);

    public static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> node) => new([.. items.Select(node)]);

    public static JsonObject Place(StageId stage, DateTimeOffset start) => new()
    {
        ["stage"] = stage.Value,
        ["start"] = Time(start),
    };

    public static string Time(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static JsonArray Ids<T>(IEnumerable<T> ids)
        where T : notnull => List(ids, id => JsonValue.Create(id.ToString()));
}
