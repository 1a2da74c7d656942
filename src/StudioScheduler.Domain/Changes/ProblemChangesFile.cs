using System.Text.Json;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Changes;

/// <summary>Files of the format <c>studio-changes/1</c>: <c>{ format, changes: [ … ] }</c>, each entry one edit.</summary>
public static class ProblemChangesFile
{
    public static Reading<ProblemChanges> Read(Stream stream) => Read(JsonText.ReadAll(stream));

    public static Reading<ProblemChanges> Read(string json) => Read(JsonText.BytesOf(json));

    public static Reading<ProblemChanges> Read(ReadOnlyMemory<byte> utf8)
    {
        var faults = new FaultCollector();
        using var document = JsonText.Parse(utf8, faults);
        return faults.Reading(document is null ? null : ObjectReader.Read(document.RootElement, Place.Root, faults, o =>
        {
            o.Format(ProblemChanges.Format);
            return new ProblemChanges(o.List("changes", ProblemChangeReader.Read));
        }));
    }

    /// <param name="problem">Whose zone the times are written in.</param>
    public static void Write(ProblemChanges changes, Problem problem, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Written);
        json.WriteStartObject();
        json.WriteString("format", ProblemChanges.Format);
        json.WriteList("changes", changes.Changes, (w, change) => WriteMembers(w, change, problem));
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>One entry's members, into an object already begun: what <c>explain</c> prints as an unblocking change.</summary>
    public static void WriteMembers(Utf8JsonWriter json, ProblemChange change, Problem problem)
    {
        var times = FileTimes.Of(problem);
        switch (change)
        {
            case SetValue set:
                json.WriteString("set", set.Path);
                json.WritePropertyName("value");
                set.Value.WriteTo(json);
                break;
            case RemoveBlock remove:
                json.WriteString("remove", remove.Block.Value);
                break;
            case AddBlock add:
                json.WriteStartObject("add");
                new BlockWriter(times).Block(json, add.Block);
                json.WriteEndObject();
                break;
            case CloseStage close:
                json.WriteStartObject("close");
                json.WriteString("stage", close.Stage.Value);
                times.WriteMembers(json, close.During);
                json.WriteString("reason", close.Reason);
                json.WriteEndObject();
                break;
            case CrewAway away:
                json.WriteStartObject("away");
                json.WriteString("crew", away.Crew.Value);
                times.WriteMembers(json, away.During);
                json.WriteEndObject();
                break;
            case PersonAway away:
                json.WriteStartObject("away");
                json.WriteString("person", away.Person.Value);
                times.WriteMembers(json, away.During);
                json.WriteEndObject();
                break;
            case ChangeCapacity capacity:
                json.WriteStartObject("capacity");
                json.WriteString("pool", capacity.Pool.Value);
                times.WriteMembers(json, capacity.During);
                json.WriteNumber("capacity", capacity.Capacity);
                json.WriteEndObject();
                break;
        }
    }
}
