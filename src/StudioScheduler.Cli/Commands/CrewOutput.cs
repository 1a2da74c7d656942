using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Cli.Commands;

/// <summary>What <c>studio crew</c> prints: sentences for people, a JSON object a line for programs. Each line leaves at once.</summary>
internal sealed class CrewOutput(Session session, bool isJson)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Lock gate = new();
    private bool isDown;

    public void Calls(StreamSnapshot state) => Write(
        new { state },
        [
            session.Say("cli.crew.calls", ("recipient", state.Recipient), ("count", state.Calls.Count), ("number", state.Sequence)),
            .. state.Calls.Select(c => session.Say("cli.crew.call", ("time", Time(c.At)), ("stage", c.At.StageName), ("block", c.Block), ("name", c.Name))),
        ]);

    /// <summary>A notice that a newer one has undone changes the calls but is no news to anybody.</summary>
    public void Change(NoticeEnvelope notice) => Write(
        new { notice },
        notice.SupersededBy is not null
            ? []
            : [.. notice.Changes.Select(Sentence), .. notice.Reason.Length > 0 ? [session.Say("cli.crew.reason", ("reason", notice.Reason))] : Array.Empty<string>()]);

    public void Acknowledged(long number) => Write(new { acknowledged = number }, [session.Say("cli.crew.acknowledged", ("number", number))]);

    /// <summary>Talk, not result: to the error stream, and only when it changes.</summary>
    public void Line(string? why)
    {
        lock (gate)
        {
            if (isDown != why is not null)
            {
                isDown = why is not null;
                session.Err.WriteLine(why is null ? session.Say("cli.crew.line-up") : session.Say("cli.crew.line-down", ("why", why)));
            }
        }
    }

    private void Write(object json, string[] lines)
    {
        lock (gate)
        {
            foreach (var line in isJson ? [JsonSerializer.Serialize(json, Json)] : lines)
            {
                session.Out.WriteLine(line);
            }

            session.Out.Flush();
        }
    }

    private string Sentence(CallChange change) => session.Say(
        $"cli.crew.{change.Kind.ToString().ToLowerInvariant()}", ("block", change.Block), ("name", change.Name), ("before", Place(change.Before)), ("after", Place(change.After)));

    private static string Place(Call? call) => call is null ? "" : $"{Time(call)}, {call.StageName}";

    private static string Time(Call call) => $"{Local(call.Start, "yyyy-MM-dd HH:mm")}–{Local(call.End, "HH:mm")}";

    private static string Local(DateTimeOffset instant, string form) => TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.Local).ToString(form, CultureInfo.InvariantCulture);
}
