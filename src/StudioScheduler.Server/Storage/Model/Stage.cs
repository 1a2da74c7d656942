using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Server.Storage.Model;

/// <summary>A place that one crew can shoot on at a time. Two crews in one hall are two stages that are neighbours.</summary>
public sealed class Stage : IBelongsToBase
{
    public required string BaseId { get; init; }

    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Names the changeover table.</summary>
    public required string Kind { get; set; }

    public required string Zone { get; set; }

    /// <summary>As built: what stands there while no block has changed it.</summary>
    public string? Look { get; set; }

    public bool OpenToSky { get; set; }

    /// <summary>Whole yuan.</summary>
    public int HourlyRate { get; set; }

    /// <summary>Stages that hear this one; symmetric even if listed once.</summary>
    public List<string> SoundNeighbours { get; set; } = [];

    /// <summary>Order on the page.</summary>
    public int Position { get; set; }
}

public sealed class ChangeoverTable : IBelongsToBase
{
    public required string BaseId { get; init; }

    public required string Kind { get; init; }

    public int SameMinutes { get; set; }

    public int OtherMinutes { get; set; }

    public List<ChangeoverPair> Pairs { get; set; } = [];

    /// <summary>One unit of it works during every changeover.</summary>
    public string? PoolId { get; set; }
}

/// <summary>Valid both ways; a pair of zones is stored once.</summary>
public sealed class ZoneMove : IBelongsToBase
{
    public required string BaseId { get; init; }

    public required string FromZone { get; init; }

    public required string ToZone { get; init; }

    public int Minutes { get; set; }
}

/// <summary>Interchangeable people or gear. Its team may have a stream of its own.</summary>
public sealed class Pool : IBelongsToBase
{
    public required string BaseId { get; init; }

    public required string Id { get; init; }

    public required string Name { get; set; }

    public int Capacity { get; set; }

    public List<PoolException> Exceptions { get; set; } = [];
}

/// <summary>Replaces the capacity in its window; exceptions of one pool do not overlap.</summary>
public sealed record PoolException(DateTimeOffset From, DateTimeOffset To, int Capacity);

/// <summary>A stage that nobody may shoot on for a while.</summary>
public sealed class Closure : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required string StageId { get; init; }

    public DateTimeOffset From { get; set; }

    public DateTimeOffset To { get; set; }

    public required string Reason { get; set; }

    public Guid? DisruptionId { get; init; }

    /// <summary>Weather closes a stage for what is shot in the open only; cover stages then join in.</summary>
    public bool IsWeather { get; init; }
}
