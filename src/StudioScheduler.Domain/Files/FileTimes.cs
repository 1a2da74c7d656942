using System.Text.Json;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Files;

/// <summary>Writes instants in the base's own offset of that moment, or in the horizon's where the zone is unknown here.</summary>
internal sealed class FileTimes
{
    private readonly TimeZoneInfo? zone;
    private readonly TimeSpan otherwise;

    private FileTimes(TimeZoneInfo? zone, TimeSpan otherwise)
    {
        this.zone = zone;
        this.otherwise = otherwise;
    }

    public static FileTimes Of(Problem problem) =>
        new(TimeZoneInfo.TryFindSystemTimeZoneById(problem.TimeZone, out var zone) ? zone : null, problem.Start.Offset);

    public void Write(Utf8JsonWriter json, string name, DateTimeOffset instant) =>
        json.WriteString(name, Rfc3339.Write(zone is null ? instant.ToOffset(otherwise) : TimeZoneInfo.ConvertTime(instant, zone)));

    public void WriteOptional(Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is { } given)
        {
            Write(json, name, given);
        }
    }

    /// <summary>The two members of a window, inside an object already begun.</summary>
    public void WriteMembers(Utf8JsonWriter json, TimeWindow window)
    {
        Write(json, "from", window.From);
        Write(json, "to", window.To);
    }

    public void WriteWindow(Utf8JsonWriter json, string name, TimeWindow? window)
    {
        if (window is { } given)
        {
            json.WriteStartObject(name);
            WriteMembers(json, given);
            json.WriteEndObject();
        }
    }
}
