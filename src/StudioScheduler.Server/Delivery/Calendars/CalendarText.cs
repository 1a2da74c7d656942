using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Server.Delivery.Calendars;

/// <summary>iCalendar (RFC 5545) of calls. Pure: the same calls give the same text, so that it can be compared by its hash.</summary>
public static class CalendarText
{
    private const string AskAgainAfter = "PT1H";

    public static string Write(CalendarContent content)
    {
        var words = Wording.For(content.Language);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(content.TimeZone);
        var calendar = new Calendar { ProductId = "-//StudioScheduler//calls//EN", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", Clean(content.Name));
        calendar.AddProperty("X-WR-TIMEZONE", content.TimeZone);
        calendar.AddProperty("X-PUBLISHED-TTL", AskAgainAfter);
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(content.TimeZone, content.Since.UtcDateTime.AddYears(-1), includeHistoricalData: false));
        calendar.Events.AddRange(content.Calls.Select(call => Event(call, content.TimeZone, zone, words)));
        return Folded(new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("the calendar has no text. Maybe Ical.Net has changed."));
    }

    // Ical.Net 5.2 folds between the halves of a character beyond U+FFFF, which then arrives broken. Lines are folded anew, at most 75 octets each.
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var line in text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var octets = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if (octets + rune.Utf8SequenceLength > 75)
                {
                    folded.Append("\r\n ");
                    octets = 1;
                }

                folded.Append(rune.ToString());
                octets += rune.Utf8SequenceLength;
            }

            folded.Append("\r\n");
        }

        return folded.ToString();
    }

    private static CalendarEvent Event(CalendarCall call, string zoneId, TimeZoneInfo zone, Wording words)
    {
        var title = Clean(call.Title);
        var changedAt = new CalDateTime(call.ChangedAt.UtcDateTime, "UTC");
        return new()
        {
            Uid = call.Uid,
            Sequence = call.Sequence,
            // Many calendars show a cancelled event like any other, so its title says it too.
            Summary = call.IsCancelled ? words.Say("calendar.cancelled", ("block", title)) : title,
            Location = Clean(call.Stage),
            Description = words.Say("calendar.description", ("crew", Clean(call.Crew)), ("stage", Clean(call.Stage))),
            Status = call.IsCancelled ? "CANCELLED" : "CONFIRMED",
            Start = Local(call.Start),
            End = Local(call.End),
            DtStamp = changedAt,
            LastModified = changedAt,
        };

        // A local time that comes twice says too little: there the instant is written in UTC.
        CalDateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime is var local && zone.IsAmbiguousTime(local)
            ? new(instant.UtcDateTime, "UTC")
            : new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zoneId);
    }

    /// <summary>
    /// TEXT of RFC 5545 holds no control characters but tab and line end, and UTF-8 no half characters. Readers disagree about an escaped
    /// backslash before an n (some read a line end), so it becomes its full-width form.
    /// </summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
            {
                clean.Append(rune.Value == '\\' ? "＼" : rune.ToString());
            }
        }

        return clean.ToString();
    }
}
