using System.Globalization;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery;

/// <summary>Notices as people read them in a chat or a mail: plain lines, the base's clock, the endpoint's language.</summary>
public sealed class NoticeText(AcknowledgeLinks links)
{
    public string Title(Outgoing message)
    {
        var words = Wording.For(message.Endpoint.Language);
        var count = message.Notices.Sum(n => n.Changes.Count + n.Messages.Count);
        return words.Say(message.Recipient.Kind == RecipientKind.Crew ? "notice.title" : "notice.title-news", ("base", message.Base.Name), ("recipient", message.Recipient.Subject), ("count", count));
    }

    /// <summary>
    /// One line a change, then where to acknowledge and until when: the link is for all of it, so the first that is still open sets the time.
    /// A superseded notice says nothing: it alarms nobody.
    /// </summary>
    public IReadOnlyList<string> Lines(Outgoing message)
    {
        var words = Wording.For(message.Endpoint.Language);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(message.Base.TimeZone);
        var lines = new List<string>();
        var valid = message.Notices.Where(n => n.SupersededBy is null).ToList();
        if (message.IsReminder && valid.Count > 0)
        {
            lines.Add(words.Say("notice.reminder"));
        }

        foreach (var notice in valid)
        {
            lines.AddRange(Of(notice, words, zone));
        }

        if (lines.Count > 0)
        {
            if (valid.Where(n => n.AcknowledgedAt is null).Min(n => n.AcknowledgeBy) is { } by)
            {
                lines.Add(words.Say("notice.acknowledge-by", ("time", Clock(by, zone, words))));
            }

            lines.Add(words.Say("notice.acknowledge-link", ("link", links.Of(message.Notices[^1], message.Endpoint.Channel))));
        }

        return lines;
    }

    /// <summary>One line a change or message, and why.</summary>
    public static IEnumerable<string> Of(Notice notice, Wording words, TimeZoneInfo zone)
    {
        foreach (var change in notice.Changes)
        {
            yield return Line(change, words, zone);
        }

        foreach (var message in notice.Messages)
        {
            yield return words.Say($"notice.{Envelopes.KindOf(message.Kind)}", ("name", message.Name), ("subject", message.Subject),
                ("place", message.Place is { } place ? Place(place, zone, words) : ""), ("until", message.Until is { } until ? Clock(until, zone, words) : ""));
        }

        if (notice.Reason is { Length: > 0 } reason)
        {
            yield return words.Say("notice.reason", ("reason", reason));
        }
    }

    private static string Line(NoticeChange change, Wording words, TimeZoneInfo zone) => words.Say(
        change.Kind switch
        {
            ChangeKind.New => "notice.new",
            ChangeKind.Moved => "notice.moved",
            ChangeKind.Restaged => "notice.restaged",
            _ => "notice.cancelled",
        },
        ("block", change.BlockName),
        ("before", change.Before is { } before ? Place(before, zone, words) : ""),
        ("after", change.After is { } after ? Place(after, zone, words) : ""));

    private static string Place(CallPlace place, TimeZoneInfo zone, Wording words) =>
        words.Say("notice.place", ("start", Clock(place.Start, zone, words)), ("end", Local(place.End, zone).ToString("HH:mm", CultureInfo.InvariantCulture)), ("stage", place.StageName));

    private static string Clock(DateTimeOffset instant, TimeZoneInfo zone, Wording words) =>
        Local(instant, zone).ToString("ddd MM-dd HH:mm", CultureInfo.GetCultureInfo(words.Language == "zh" ? "zh-CN" : "en-GB"));

    private static DateTimeOffset Local(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone);
}
