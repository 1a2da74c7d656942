using NodaTime;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Bases;

/// <summary>A base's week, Monday 00:00 to Monday 00:00 on its own clock: 167 and 169 hours happen.</summary>
public readonly record struct BaseWeek(DateOnly Monday, DateTimeOffset From, DateTimeOffset To)
{
    public static BaseWeek Containing(Base studio, DateTimeOffset instant) => Containing(studio.TimeZone, instant);

    public static BaseWeek Containing(string timeZone, DateTimeOffset instant)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var day = Instant.FromDateTimeOffset(instant).InZone(zone).Date;
        var monday = day.PlusDays(-((int)day.DayOfWeek - 1));
        return Starting(zone, monday);
    }

    /// <summary>The week that holds a local day.</summary>
    public static BaseWeek Containing(string timeZone, DateOnly day)
    {
        var local = LocalDate.FromDateOnly(day);
        return Starting(DateTimeZoneProviders.Tzdb[timeZone], local.PlusDays(-((int)local.DayOfWeek - 1)));
    }

    public BaseWeek Next(string timeZone) => Containing(timeZone, Monday.AddDays(7));

    /// <summary>Where the clock skips midnight the day starts later.</summary>
    public static DateTimeOffset StartOfDay(string timeZone, DateOnly day) => StartOfDay(DateTimeZoneProviders.Tzdb[timeZone], LocalDate.FromDateOnly(day));

    private static DateTimeOffset StartOfDay(DateTimeZone zone, LocalDate day) => day.AtStartOfDayInZone(zone).ToInstant().ToDateTimeOffset();

    private static BaseWeek Starting(DateTimeZone zone, LocalDate monday) =>
        new(monday.ToDateOnly(), StartOfDay(zone, monday), StartOfDay(zone, monday.PlusDays(7)));
}
