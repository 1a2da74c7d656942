using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Server.Storage.Model;

/// <summary>One continuous piece of shooting. Only facts are stored; its state is derived from them.</summary>
public sealed class ShootingBlock : IBelongsToBase
{
    public required string BaseId { get; init; }

    /// <summary>As in files, <c>b-1042</c>, for ever.</summary>
    public required string Id { get; init; }

    public required Guid RequestId { get; init; }

    public required string ProductionId { get; init; }

    public required string CrewId { get; init; }

    public required string Name { get; set; }

    public int DurationMinutes { get; set; }

    /// <summary>At least one.</summary>
    public List<string> Stages { get; set; } = [];

    /// <summary>Join <see cref="Stages"/> only where weather closes one of them.</summary>
    public List<string> CoverStages { get; set; } = [];

    public required string Look { get; set; }

    /// <summary>Hard window.</summary>
    public DateTimeOffset WindowFrom { get; set; }

    public DateTimeOffset WindowTo { get; set; }

    /// <summary>Soft window; both ends or neither.</summary>
    public DateTimeOffset? WantedFrom { get; set; }

    public DateTimeOffset? WantedTo { get; set; }

    /// <summary>1 to 10; 10 is the most urgent.</summary>
    public int Priority { get; set; } = 5;

    public List<string> People { get; set; } = [];

    public List<BlockPool> Pools { get; set; } = [];

    public List<BlockAfter> After { get; set; } = [];

    public Light Light { get; set; }

    public Sound Sound { get; set; }

    /// <summary>The block whose rest this one is, after its stage went down.</summary>
    public string? ContinuesBlockId { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>What the crew said last; null while as planned.</summary>
    public DateTimeOffset? ExpectedEnd { get; set; }

    public DateTimeOffset? WrappedAt { get; set; }
}

public sealed record BlockPool(string PoolId, int Units);

public sealed record BlockAfter(string BlockId, int MinGapMinutes);
