namespace StudioScheduler.Server.Storage.Model;

/// <summary>A pencil excludes nothing and never expires; an option takes claims, one per place, until it expires.</summary>
public sealed class Hold : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required string BlockId { get; init; }

    public HoldKind Kind { get; init; }

    public required string StageId { get; init; }

    public DateTimeOffset Start { get; init; }

    public Guid? By { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The producer has been told that it ends soon.</summary>
    public DateTimeOffset? WarnedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public HoldEnd? EndedBecause { get; set; }
}

public enum HoldKind
{
    Pencil,
    Option,
}

public enum HoldEnd
{
    Expired,
    TakenUp,
    Withdrawn,
    Overtaken,
}

/// <summary>A manager's decision on the plan: this block, here and then. A draft has its own pins.</summary>
public sealed class Pin : IBelongsToBase
{
    public required string BaseId { get; init; }

    /// <summary>One pin a block.</summary>
    public required string BlockId { get; init; }

    public required string StageId { get; set; }

    public DateTimeOffset Start { get; set; }

    public Guid? By { get; set; }

    public DateTimeOffset PinnedAt { get; set; }
}
