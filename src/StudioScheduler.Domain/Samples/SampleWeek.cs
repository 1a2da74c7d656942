using System.Collections.Immutable;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Samples;

/// <summary>The horizon of a sample, in minutes from local midnight of its first day; the base lies at Hangzhou.</summary>
internal sealed class SampleWeek(DateOnly firstDay, int days)
{
    public const string ZoneId = "Asia/Shanghai";
    public const int StepMinutes = 15;
    public const int Day = 24 * 60;
    private const double Latitude = 30.38;
    private const double Longitude = 120.02;

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneId);

    private readonly DateTimeOffset start = Midnight(firstDay);

    public DateTimeOffset Start => start;

    public DateTimeOffset End => At(Minutes);

    public int Days => days;

    public int Minutes => days * Day;

    public DateTimeOffset At(int minute) => start.AddMinutes(minute);

    public TimeWindow Window(int from, int to) => new(At(from), At(to));

    public ImmutableArray<TimeWindow> Daylight() =>
    [
        .. Enumerable.Range(0, days)
            .Select(d => SunTimes.Daylight(firstDay.AddDays(d), Latitude, Longitude, Zone, StepMinutes))
            .OfType<TimeWindow>(),
    ];

    /// <summary>The stretches between two hours of every night in the horizon, cut at its ends.</summary>
    public ImmutableArray<TimeWindow> Nights(int fromHour, int toHour)
    {
        var nights = ImmutableArray.CreateBuilder<TimeWindow>(days + 1);
        for (var day = -1; day < days; day++)
        {
            var from = Math.Max(0, (day * Day) + (fromHour * 60));
            var to = Math.Min(Minutes, ((day + 1) * Day) + (toHour * 60));
            nights.Add(Window(from, to));
        }

        return nights.ToImmutable();
    }

    private static DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new(local, Zone.GetUtcOffset(local));
    }
}
