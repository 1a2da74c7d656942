using System.Text.Json;
using System.Text.Json.Serialization;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery;

/// <summary>Stored notices in the words of the wire.</summary>
public static class Envelopes
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static NoticeEnvelope Of(Notice notice, Recipient recipient) => new()
    {
        Recipient = recipient.Subject,
        Epoch = notice.Epoch,
        Sequence = notice.Sequence,
        Version = notice.Version,
        PublishedAt = notice.PublishedAt,
        AcknowledgeBy = notice.AcknowledgeBy,
        Reason = notice.Reason ?? "",
        SupersededBy = notice.SupersededBy,
        Changes = [.. notice.Changes.Select(Of)],
        Messages = [.. notice.Messages.Select(Of)],
    };

    /// <summary>As in <see cref="Contracts.Notices.NoticeMessage.Kind"/>.</summary>
    public static string KindOf(NoticeMessageKind kind) => kind switch
    {
        NoticeMessageKind.CrewSilent => "crew-silent",
        NoticeMessageKind.OptionTaken => "option-taken",
        NoticeMessageKind.OptionExpiring => "option-expiring",
        NoticeMessageKind.OptionExpired => "option-expired",
        NoticeMessageKind.WaitlistOption => "waitlist-option",
        _ => throw new InvalidOperationException($"notice message {kind} is unknown. Maybe a newer server wrote it."),
    };

    private static Contracts.Notices.NoticeMessage Of(Storage.Model.NoticeMessage message) => new(
        KindOf(message.Kind), message.Subject, message.Name, message.Place is { } place ? Of(place) : null, message.Until);

    public static Call Of(CallPlace place) => new(place.StageId, place.StageName, place.Start, place.End);

    private static CallChange Of(NoticeChange change) => new()
    {
        Block = change.BlockId,
        Name = change.BlockName,
        Kind = change.Kind switch
        {
            ChangeKind.New => CallChangeKind.New,
            ChangeKind.Moved => CallChangeKind.Moved,
            ChangeKind.Restaged => CallChangeKind.Restaged,
            ChangeKind.Cancelled => CallChangeKind.Cancelled,
            _ => throw new InvalidOperationException($"notice change {change.Kind} is unknown. Maybe a newer server wrote it."),
        },
        Before = change.Before is { } before ? Of(before) : null,
        After = change.After is { } after ? Of(after) : null,
    };
}
