namespace StudioScheduler.Server.Storage.Model;

/// <summary>Something that broke the plan: reported, then resolved by a version or dismissed.</summary>
public sealed class Disruption : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public DisruptionKind Kind { get; init; }

    /// <summary>The stage, crew, person or block that it is about.</summary>
    public required string Subject { get; init; }

    public DateTimeOffset From { get; init; }

    public DateTimeOffset To { get; init; }

    public string? Note { get; init; }

    public Guid? ReportedBy { get; init; }

    public DateTimeOffset ReportedAt { get; init; }

    public int? ResolvedByVersion { get; set; }

    public DateTimeOffset? DismissedAt { get; set; }
}

public enum DisruptionKind
{
    StageDown,
    CrewLate,
    Overrun,
    PersonIll,
    Weather,
    Other,
}
