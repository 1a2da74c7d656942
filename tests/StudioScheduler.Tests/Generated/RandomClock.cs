using StudioScheduler.Domain.Time;

namespace StudioScheduler.Tests.Generated;

/// <summary>Where and when a random problem plays: weeks in which clocks change, horizons that begin at odd minutes.</summary>
internal static class RandomClock
{
    private static readonly (string Zone, DateTimeOffset Near)[] Places =
    [
        ("Asia/Shanghai", Utc(2026, 3, 15)),
        ("Asia/Kolkata", Utc(2026, 3, 15)),
        ("Europe/Berlin", Utc(2026, 3, 28)),
        ("Europe/Berlin", Utc(2026, 10, 24)),
        ("America/New_York", Utc(2026, 3, 7)),
        ("America/New_York", Utc(2026, 10, 31)),
        ("Australia/Lord_Howe", Utc(2026, 4, 4)),
        ("Australia/Lord_Howe", Utc(2026, 10, 3)),
        ("UTC", Utc(2028, 2, 28)),
    ];

    private static readonly TimeSpan[] Offsets = [TimeSpan.Zero, TimeSpan.FromHours(8), TimeSpan.FromMinutes(-210), TimeSpan.FromMinutes(345)];

    /// <summary>The zone of the base and the horizon's start, written in the zone's own offset or in any other.</summary>
    public static (string Zone, DateTimeOffset Start) Draw(Chance chance)
    {
        var (zone, near) = chance.Pick(Places);
        var start = near.AddMinutes(chance.Percent(60) ? chance.Between(0, 24) * 60 : chance.Between(0, 1440));
        return (zone, chance.Percent(60) ? TimeZoneInfo.ConvertTime(start, TimeZoneInfo.FindSystemTimeZoneById(zone)) : start.ToOffset(chance.Pick(Offsets)));
    }

    /// <summary>Windows that may touch but not overlap, in any order.</summary>
    public static (int From, int To)[] Apart(Chance chance, int most, int from, int to)
    {
        var windows = new List<(int, int)>();
        var free = from;
        for (var i = chance.Below(most + 1); i > 0 && free < to; i--)
        {
            var start = chance.Percent(30) ? free : chance.Minute(free, to);
            var end = start + Math.Max(1, chance.Minute(0, Math.Max(1, (to - from) / 3)));
            windows.Add((start, end));
            free = end;
        }

        return chance.Shuffled(windows);
    }

    public static TimeWindow Window(DateTimeOffset start, (int From, int To) minutes) => new(start.AddMinutes(minutes.From), start.AddMinutes(minutes.To));

    private static DateTimeOffset Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
