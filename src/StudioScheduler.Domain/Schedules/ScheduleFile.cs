using System.Text;
using System.Text.Json;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Schedules;

/// <summary>
/// Files of the format <c>studio-schedule/1</c>, read against the problem they belong to. Reading never throws for what is in the
/// file. Any schedule that names every block once is good input, however many rules it breaks.
/// </summary>
public static class ScheduleFile
{
    public static Reading<Schedule> Read(Stream stream, ProblemIndex index) => Read(JsonText.ReadAll(stream), index);

    public static Reading<Schedule> Read(string json, ProblemIndex index) => Read(JsonText.BytesOf(json), index);

    public static Reading<Schedule> Read(ReadOnlyMemory<byte> utf8, ProblemIndex index)
    {
        var faults = new FaultCollector();
        using var document = JsonText.Parse(utf8, faults);
        if (document is null)
        {
            return faults.Reading<Schedule>(null);
        }

        var schedule = ObjectReader.Read(document.RootElement, Place.Root, faults, ScheduleReader.Read);
        if (faults.IsReadable)
        {
            ScheduleValidation.Check(schedule, index, faults);
        }

        return faults.Reading(schedule);
    }

    /// <summary>UTF-8 JSON in the contract's order; times in the offset that they carry.</summary>
    public static void Write(Schedule schedule, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Written);
        ScheduleWriter.Write(json, schedule);
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    public static string Write(Schedule schedule)
    {
        using var stream = new MemoryStream();
        Write(schedule, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
