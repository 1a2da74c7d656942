using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>When an endpoint wants no messages, on the base's clock. What must be answered before they end is sent all the same.</summary>
public static class QuietHours
{
    /// <summary>The end of the quiet hours that it is in; null outside of them.</summary>
    public static DateTimeOffset? EndOf(Endpoint endpoint, string timeZone, DateTimeOffset now)
    {
        if (endpoint is not { QuietFrom: { } from, QuietTo: { } to } || from == to)
        {
            return null;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var clock = TimeOnly.FromDateTime(local);
        if (!clock.IsBetween(from, to))
        {
            return null;
        }

        var end = DateOnly.FromDateTime(local).AddDays(clock < to ? 0 : 1).ToDateTime(to);
        // A time that the clock skips has not come before the clock has skipped it.
        end = zone.IsInvalidTime(end) ? end.AddHours(1) : end;
        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }

    /// <summary>By when somebody must have read it; null where it can wait.</summary>
    public static DateTimeOffset? MustBeReadBy(Notice notice) =>
        notice.Messages.Select(m => m.Until).Append(notice.AcknowledgeBy).Where(t => t is not null).Min();
}
