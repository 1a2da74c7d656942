using System.Globalization;
using System.Text.Json;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Engine.Explaining;

/// <summary>Values of edits, as the problem file writes them.</summary>
internal static class EditValues
{
    public static SetValue Set(string path, object value) => new(path, JsonSerializer.SerializeToElement(value));

    /// <summary>A whole block in place of what stands at its index.</summary>
    public static SetValue SetBlock(int block, Problem problem, ShootingBlock changed)
    {
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartObject();
            ProblemChangesFile.WriteMembers(json, new AddBlock(changed), problem);
            json.WriteEndObject();
        }

        using var entry = JsonDocument.Parse(written.ToArray());
        return new($"blocks[{block}]", entry.RootElement.GetProperty("add").Clone());
    }

    public static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static object Window(TimeWindow window) => new { from = Text(window.From), to = Text(window.To) };
}
