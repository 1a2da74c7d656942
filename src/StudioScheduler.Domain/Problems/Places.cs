using System.Collections.Immutable;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems;

/// <summary>A place that one crew can shoot on at a time: standing set, LED volume, green screen, backlot.</summary>
public sealed record Stage
{
    public required StageId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Names the changeover table; a kind without a table has no changeovers.</summary>
    public required string Kind { get; init; }

    public required string Zone { get; init; }

    /// <summary>What the stage is dressed as, or which virtual scene is loaded, when the horizon starts.</summary>
    public string? Look { get; init; }

    public required bool OpenToSky { get; init; }

    /// <summary>Whole yuan.</summary>
    public required int HourlyRate { get; init; }

    public required ImmutableArray<Closure> Closed { get; init; }

    /// <summary>Symmetric even if listed once.</summary>
    public required ImmutableArray<StageId> SoundNeighbours { get; init; }
}

public sealed record Closure(TimeWindow During, string Reason);

/// <summary>Time to get a stage of one kind from one look to the next.</summary>
public sealed record ChangeoverTable
{
    public required string Kind { get; init; }

    public required int SameMinutes { get; init; }

    public required int OtherMinutes { get; init; }

    /// <summary>Directed; each has two different looks.</summary>
    public required ImmutableArray<ChangeoverPair> Pairs { get; init; }

    /// <summary>One unit of it works during every changeover longer than 0.</summary>
    public PoolId? Pool { get; init; }
}

public sealed record ChangeoverPair(string From, string To, int Minutes);

/// <summary>Interchangeable people or gear.</summary>
public sealed record Pool(PoolId Id, string Name, int Capacity, ImmutableArray<CapacityException> Exceptions);

/// <summary>Replaces the pool's capacity in its window.</summary>
public sealed record CapacityException(TimeWindow During, int Capacity);
