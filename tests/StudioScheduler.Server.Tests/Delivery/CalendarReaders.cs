using System.Text.Json;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

/// <summary>What another program reads from a calendar; times in UTC.</summary>
internal sealed record ReadEvent(string Uid, int Sequence, string Status, string Summary, string Location, DateTimeOffset Start, DateTimeOffset End);

/// <summary>Two iCalendar parsers that have nothing to do with ours, nor with each other.</summary>
internal static class CalendarReaders
{
    public static async Task<IReadOnlyList<ReadEvent>> BothAsync(string calendar)
    {
        Installed.NeedsIcalendar();
        Installed.NeedsNode();
        var python = await ReadAsync(Installed.PythonWithIcalendar!, "read-calendar.py", calendar);
        var node = await ReadAsync(Installed.Node!, "read-calendar.mjs", calendar);
        Assert.Equal(python, node);
        return python;
    }

    private static async Task<List<ReadEvent>> ReadAsync(string program, string script, string calendar)
    {
        var (code, output, error) = await OtherPrograms.RunAsync(program, [script], calendar);
        Assert.True(code == 0, $"{script}: {error}");
        var read = JsonSerializer.Deserialize<Read>(output, JsonSerializerOptions.Web)!;
        Assert.Empty(read.Errors);
        return read.Events;
    }

    private sealed record Read(List<string> Errors, List<ReadEvent> Events);
}
