namespace StudioScheduler.Server.Storage.Model;

/// <summary>What a producer asks for: one or more shooting blocks of one crew.</summary>
public sealed class StageRequest : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required string ProductionId { get; init; }

    public required string CrewId { get; init; }

    public required string Title { get; set; }

    public string? Note { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public Guid? CreatedBy { get; init; }

    /// <summary>Null for a draft.</summary>
    public DateTimeOffset? SubmittedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Rises with every change; the ETag.</summary>
    public int Revision { get; set; } = 1;
}
