namespace StudioScheduler.Server.Storage.Model;

/// <summary>Somebody with a stream of notices, numbered 1, 2, 3 … without gaps within an epoch. Numbers are taken under this row's lock.</summary>
public sealed class Recipient : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public RecipientKind Kind { get; init; }

    /// <summary>The crew's, pool's, production's or person's id.</summary>
    public required string Subject { get; init; }

    public int Epoch { get; set; } = 1;

    public long LastSequence { get; set; }
}

public enum RecipientKind
{
    Crew,
    PoolTeam,
    Producer,

    /// <summary>A calendar feed only.</summary>
    Person,
}

/// <summary>One way to reach a recipient. It walks through the recipient's notices in order: <see cref="Cursor"/> is the last one done.</summary>
public sealed class Endpoint : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required Guid RecipientId { get; init; }

    /// <summary>
    /// One of <c>stream</c>, <c>amqp</c>, <c>webhook</c>, <c>wecom</c>, <c>dingtalk</c>, <c>feishu</c>, <c>calendar</c>, <c>mail</c>.
    /// </summary>
    public required string Channel { get; init; }

    /// <summary>Where to, in the channel's form; of a calendar feed only the SHA-256 of its secret.</summary>
    public string? Address { get; set; }

    /// <summary>As the channel understands them; protected before they are stored.</summary>
    public string? Secrets { get; set; }

    public string Language { get; set; } = "zh";

    public int Epoch { get; set; } = 1;

    public long Cursor { get; set; }

    /// <summary>Used only when nobody has acknowledged by the other ways.</summary>
    public bool IsBackup { get; set; }

    public TimeOnly? QuietFrom { get; set; }

    public TimeOnly? QuietTo { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>The server that sends to it now; see <see cref="LeaseUntil"/>.</summary>
    public string? Owner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Rises with every lease: a server that was thought dead writes nothing.</summary>
    public int Fence { get; set; }
}
