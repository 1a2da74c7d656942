using System.Text;
using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems;

/// <summary>
/// Files of the format <c>studio-problem/1</c>. Reading never throws for what is in the file: every fault is named with its place.
/// Writing gives UTF-8 JSON in the contract's order, one space deep, line feeds, times in the base's own offset.
/// </summary>
public static class ProblemFile
{
    /// <summary>A longer file is refused unread.</summary>
    public const int MostBytes = JsonText.MostBytes;

    public static Reading<Problem> Read(Stream stream) => Read(JsonText.ReadAll(stream));

    public static Reading<Problem> Read(string json) => Read(JsonText.BytesOf(json));

    public static Reading<Problem> Read(ReadOnlyMemory<byte> utf8)
    {
        var faults = new FaultCollector();
        using var document = JsonText.Parse(utf8, faults);
        if (document is null)
        {
            return faults.Reading<Problem>(null);
        }

        var problem = ObjectReader.Read(document.RootElement, Place.Root, faults, ProblemReader.Read);
        if (faults.IsReadable)
        {
            ProblemValidation.Check(problem, faults);
        }

        return faults.Reading(problem);
    }

    public static void Write(Problem problem, Stream stream)
    {
        using var writer = new System.Text.Json.Utf8JsonWriter(stream, JsonText.Written);
        new ProblemWriter(writer, problem).Write();
        writer.Flush();
        stream.WriteByte((byte)'\n');
    }

    public static string Write(Problem problem)
    {
        using var stream = new MemoryStream();
        Write(problem, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
