using System.Collections.Immutable;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems;

/// <summary>One continuous piece of shooting by one crew on one of the listed stages.</summary>
public sealed record ShootingBlock
{
    public required BlockId Id { get; init; }

    public required string Name { get; init; }

    public required string Production { get; init; }

    public required CrewId Crew { get; init; }

    public required int DurationMinutes { get; init; }

    /// <summary>At least one.</summary>
    public required ImmutableArray<StageId> Stages { get; init; }

    public required string Look { get; init; }

    /// <summary>Hard.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>Soft.</summary>
    public TimeWindow? Wanted { get; init; }

    /// <summary>1 to 10; 10 is the most urgent.</summary>
    public required int Priority { get; init; }

    public required ImmutableArray<PersonId> People { get; init; }

    public required ImmutableArray<PoolUnits> Pools { get; init; }

    public required ImmutableArray<Predecessor> After { get; init; }

    public required Light Light { get; init; }

    public required Sound Sound { get; init; }
}

public sealed record PoolUnits(PoolId Pool, int Units);

public sealed record Predecessor(BlockId Block, int MinGapMinutes);

public enum Light
{
    Any,
    Day,
    Night,
}

public enum Sound
{
    Any,
    Quiet,
    Loud,
}

/// <summary>Where and when a person decided a block to be.</summary>
public sealed record Pin(BlockId Block, StageId Stage, DateTimeOffset Start);

/// <summary>The plan that the crews have been given.</summary>
public sealed record PublishedPlan(DateTimeOffset FrozenUntil, ImmutableArray<PublishedAssignment> Assignments);

/// <param name="Told">What the block's crew knows of it; null counts as sent.</param>
public sealed record PublishedAssignment(BlockId Block, StageId Stage, DateTimeOffset Start, Told? Told);

/// <summary>The number is what moving the block costs, in units of the weight <c>changed</c>.</summary>
public enum Told
{
    Unsent = 0,
    Sent = 1,
    Seen = 2,
    Acknowledged = 3,
}
