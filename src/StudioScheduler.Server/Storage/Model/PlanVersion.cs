namespace StudioScheduler.Server.Storage.Model;

/// <summary>One publication. Immutable; a draft is never a version.</summary>
public sealed class PlanVersion : IBelongsToBase
{
    public required string BaseId { get; init; }

    /// <summary>1, 2, 3 … within the base.</summary>
    public required int Number { get; init; }

    /// <summary>0 for the first.</summary>
    public int Parent { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    public Guid? By { get; init; }

    public string? Reason { get; init; }

    public Guid? DraftId { get; init; }

    /// <summary>SHA-256 over the sorted placements: two servers can compare what they hold.</summary>
    public required string ContentHash { get; init; }
}

/// <summary>The plan at version v is every row with Since &lt;= v &lt; Until: history, differences and undo for free.</summary>
public sealed class Assignment : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required string BlockId { get; init; }

    public required string StageId { get; init; }

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    public int SinceVersion { get; init; }

    /// <summary>Null while it is in the current plan.</summary>
    public int? UntilVersion { get; set; }
}

/// <summary>What makes double booking impossible: rows of the current plan and of live options. The database refuses overlaps.</summary>
public sealed class Claim : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    /// <summary><c>stage:…</c>, <c>crew:…</c> or <c>person:…</c>; see <c>ClaimResource</c>.</summary>
    public required string Resource { get; init; }

    public required string BlockId { get; init; }

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    /// <summary>The live option that holds it; null for the plan.</summary>
    public Guid? HoldId { get; init; }
}
