namespace StudioScheduler.Server.Storage.Model;

/// <summary>
/// What one publication means for one recipient. Its state is the order of its timestamps. A numbered notice is never deleted; one
/// that a newer one undoes before it was sent goes out with <see cref="SupersededBy"/> and alarms nobody.
/// </summary>
public sealed class Notice : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required Guid RecipientId { get; init; }

    public int Epoch { get; init; }

    public long Sequence { get; init; }

    public int Version { get; init; }

    /// <summary>Calls for a crew and its producers; changeovers for a pool's team, named by the looks.</summary>
    public List<NoticeChange> Changes { get; init; } = [];

    /// <summary>What else there is to say, to producers.</summary>
    public List<NoticeMessage> Messages { get; init; } = [];

    /// <summary>The disruption or decision behind it.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? AcknowledgeBy { get; set; }

    public DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    public DateTimeOffset? SeenAt { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    /// <summary>The channel or page it was acknowledged on.</summary>
    public string? AcknowledgedWhere { get; set; }

    /// <summary>
    /// The sequence of the notice that undid this one before it was sent. Two that together change nothing point at each other.
    /// </summary>
    public long? SupersededBy { get; set; }
}

public enum ChangeKind
{
    New,
    Moved,
    Restaged,
    Cancelled,
}

/// <summary>Names travel along, so that a phone without network can show them.</summary>
public sealed record NoticeChange(string BlockId, string BlockName, ChangeKind Kind, CallPlace? Before, CallPlace? After);

public sealed record CallPlace(string StageId, string StageName, DateTimeOffset Start, DateTimeOffset End);

public enum NoticeMessageKind
{
    /// <summary>A crew has not acknowledged in time: its production manager is asked to call.</summary>
    CrewSilent,

    /// <summary>A place is reserved for a block until the option expires.</summary>
    OptionTaken,

    /// <summary>An option ends soon.</summary>
    OptionExpiring,

    OptionExpired,

    /// <summary>A place has come free for a waitlisted block and is reserved for it.</summary>
    WaitlistOption,
}

/// <param name="Subject">The crew's or block's id.</param>
/// <param name="Until">The end of an option; the start of the first call that a crew has not acknowledged.</param>
public sealed record NoticeMessage(NoticeMessageKind Kind, string Subject, string Name, CallPlace? Place = null, DateTimeOffset? Until = null);

/// <summary>A notice on its way to one endpoint.</summary>
public sealed class Delivery : IBelongsToBase
{
    /// <summary>A notice that waits for an endpoint, from its first try on.</summary>
    public static Delivery Of(Notice notice, Guid endpointId, DateTimeOffset at, bool isReminder = false) => new()
    {
        Id = Guid.CreateVersion7(at), BaseId = notice.BaseId, NoticeId = notice.Id, EndpointId = endpointId, Epoch = notice.Epoch, Sequence = notice.Sequence,
        IsReminder = isReminder,
    };

    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required Guid NoticeId { get; init; }

    public required Guid EndpointId { get; init; }

    /// <summary>The notice's, so that an endpoint's deliveries can be walked in order.</summary>
    public int Epoch { get; init; } = 1;

    public long Sequence { get; init; }

    /// <summary>Sent once more, or by this way for the first time, because nobody had acknowledged.</summary>
    public bool IsReminder { get; init; }

    public int Attempts { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? DeadAt { get; set; }

    public string? Error { get; set; }
}

/// <summary>What is done if nobody acknowledges: a due date in a column, so that clocks may jump and job stores may forget.</summary>
public sealed class EscalationStep : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required Guid NoticeId { get; init; }

    /// <summary>1: another channel; 2: the production manager; 3: the base manager's board.</summary>
    public int Step { get; init; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>
    /// What was done, for the ledger: <c>acknowledged</c>, <c>superseded</c>, <c>over</c> (every call of it has ended), <c>channels:wecom,mail</c>,
    /// <c>channels:</c> (there is no other), <c>producer:prod-001</c>, <c>producer:</c> (none to tell), <c>board</c>.
    /// </summary>
    public string? Outcome { get; set; }
}

/// <summary>
/// The one outbox: written in the transaction that publishes, sent as a hint that carries the notice, marked only after the
/// broker's confirm. <see cref="Id"/> is the MessageId.
/// </summary>
public sealed class OutboxRow : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required Guid RecipientId { get; init; }

    public required Guid NoticeId { get; init; }

    public int Epoch { get; init; }

    public long Sequence { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The end of the undo window.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    public string? Owner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public int Fence { get; set; }

    public string? Error { get; set; }
}
