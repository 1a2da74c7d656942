using System.Globalization;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Server.Web.Language;

/// <summary>Instants as the people of a base read them: on its own clock, 24 hours, in the reader's language.</summary>
public sealed class BaseClock(string timeZone, Wording words)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(words.Language == "zh" ? "zh-CN" : "en-GB");

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>07:30</summary>
    public string Time(DateTimeOffset instant) => Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Mon 16 Mar · 3月16日周一</summary>
    public string Day(DateTimeOffset instant) => Day(DateOnly.FromDateTime(Local(instant).DateTime));

    public string Day(DateOnly day) => day.ToString(words.Language == "zh" ? "M月d日ddd" : "ddd d MMM", culture);

    public string Moment(DateTimeOffset instant) => $"{Day(instant)} {Time(instant)}";

    /// <summary>Mon 16 Mar 22:00–02:00 +1</summary>
    public string Range(DateTimeOffset from, DateTimeOffset to) =>
        $"{Moment(from)}–{Time(to)}{(Local(from).Date == Local(to).Date ? "" : " " + words.Say("phone.next-day"))}";

    /// <summary>What a form's date and time mean; null for a time that the clock skips.</summary>
    public DateTimeOffset? Instant(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return zone.IsInvalidTime(local) ? null : new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>2 h 30 min</summary>
    public string Length(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var m) => words.Say("phone.minutes", ("count", m)),
        (var h, 0) => words.Say("phone.hours", ("count", h)),
        var (h, m) => $"{words.Say("phone.hours", ("count", h))} {words.Say("phone.minutes", ("count", m))}",
    };
}
