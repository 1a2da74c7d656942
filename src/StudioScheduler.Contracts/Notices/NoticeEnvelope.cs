using System.Text.Json.Serialization;

namespace StudioScheduler.Contracts.Notices;

/// <summary>
/// What travels to a recipient over every channel, <c>studio-notice/1</c>: at least once, to be applied idempotently. A receiver
/// keeps (<see cref="Epoch"/>, <see cref="Sequence"/>) of the last notice it applied; it applies last + 1, parks what comes early,
/// fetches the gap, drops what is old, and starts anew from a snapshot where the epoch has risen.
/// </summary>
public sealed record NoticeEnvelope
{
    public const string CurrentFormat = "studio-notice/1";

    public string Format { get; init; } = CurrentFormat;

    /// <summary>The recipient's public id, for example <c>crew-003</c>; unique in its base.</summary>
    public required string Recipient { get; init; }

    /// <summary>Raised when the server was restored from a backup: numbers of an older epoch say nothing any more.</summary>
    public required int Epoch { get; init; }

    /// <summary>1, 2, 3 … without gaps, for each recipient and epoch.</summary>
    public required long Sequence { get; init; }

    /// <summary>The plan's version that these changes lead to.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Null where nobody needs to answer.</summary>
    public DateTimeOffset? AcknowledgeBy { get; init; }

    /// <summary>Why: the disruption or the decision, in the manager's words.</summary>
    public required string Reason { get; init; }

    /// <summary>Set where a newer notice undid this one before it was sent: apply it, alarm nobody.</summary>
    public long? SupersededBy { get; init; }

    /// <summary>Of calls for a crew and its producers; of changeovers for a pool's team, named by the looks.</summary>
    public required IReadOnlyList<CallChange> Changes { get; init; }

    /// <summary>What else there is to say; empty for crews.</summary>
    public IReadOnlyList<NoticeMessage> Messages { get; init; } = [];
}

/// <summary>Something that changes no call.</summary>
/// <param name="Kind"><c>crew-silent</c>, <c>option-taken</c>, <c>option-expiring</c>, <c>option-expired</c> or <c>waitlist-option</c>; more may come: pass over what is unknown.</param>
/// <param name="Subject">The crew's or block's id.</param>
/// <param name="Place">The place of an option.</param>
/// <param name="Until">The end of an option; the start of the first call that a crew has not acknowledged.</param>
public sealed record NoticeMessage(string Kind, string Subject, string Name, Call? Place, DateTimeOffset? Until);

/// <summary>One changed call.</summary>
public sealed record CallChange
{
    /// <summary>The block's id, the same for ever: <c>b-1042</c>.</summary>
    public required string Block { get; init; }

    public required string Name { get; init; }

    public required CallChangeKind Kind { get; init; }

    /// <summary>Null where the call is new.</summary>
    public Call? Before { get; init; }

    /// <summary>Null where the call is cancelled.</summary>
    public Call? After { get; init; }
}

/// <summary>Where and when a crew is called.</summary>
/// <param name="Stage">The stage's id.</param>
public sealed record Call(string Stage, string StageName, DateTimeOffset Start, DateTimeOffset End);

/// <summary>The words of <c>diff</c>: moved may also change the stage, restaged is the same start on another stage.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallChangeKind>))]
public enum CallChangeKind
{
    [JsonStringEnumMemberName("new")]
    New,
    [JsonStringEnumMemberName("moved")]
    Moved,
    [JsonStringEnumMemberName("restaged")]
    Restaged,
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
