using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems;

/// <summary>
/// Counts night minutes by the local clock at each minute's start: an hour that the clock skips has none, one that it repeats
/// counts twice. A prefix sum over the horizon and three days around it; outside it counts minute by minute.
/// </summary>
internal sealed class NightClock
{
    private const long Around = 3 * 24 * 60;

    private readonly TimeZoneInfo zone;
    private readonly TimeGrid grid;
    private readonly int fromMinute;
    private readonly int toMinute;
    private readonly long first;
    private readonly Lazy<int[]> sums;

    public NightClock(Problem problem, TimeGrid grid)
    {
        this.grid = grid;
        zone = TimeZoneInfo.FindSystemTimeZoneById(problem.TimeZone);
        fromMinute = MinuteOfDay(problem.Night.From);
        toMinute = MinuteOfDay(problem.Night.To);
        first = -Around;
        var last = grid.MinutesAt(problem.End) + Around;
        sums = new(() => PrefixSums(last));
    }

    public long MinutesIn(Interval during)
    {
        var table = sums.Value;
        if (during.From >= first && during.To - first < table.Length)
        {
            return table[during.To - first] - table[during.From - first];
        }

        long nights = 0;
        for (var minute = during.From; minute < during.To; minute++)
        {
            nights += IsNight(minute) ? 1 : 0;
        }

        return nights;
    }

    private static int MinuteOfDay(TimeOnly time) => (time.Hour * 60) + time.Minute;

    private int[] PrefixSums(long last)
    {
        var table = new int[last - first + 1];
        for (var minute = first; minute < last; minute++)
        {
            table[minute - first + 1] = table[minute - first] + (IsNight(minute) ? 1 : 0);
        }

        return table;
    }

    private bool IsNight(long minute)
    {
        var local = TimeZoneInfo.ConvertTime(grid.InstantAt(minute), zone);
        var clock = (local.Hour * 60) + local.Minute;
        return fromMinute < toMinute ? clock >= fromMinute && clock < toMinute : clock >= fromMinute || clock < toMinute;
    }
}
