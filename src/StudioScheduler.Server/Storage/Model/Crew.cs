namespace StudioScheduler.Server.Storage.Model;

/// <summary>A micro-drama that is shot at the base.</summary>
public sealed class Production : IBelongsToBase
{
    public required string BaseId { get; init; }

    public required string Id { get; init; }

    public required string Title { get; set; }

    /// <summary>备案 number; null until it is filed.</summary>
    public string? FilingNumber { get; set; }

    public FilingState FilingState { get; set; }

    /// <summary>Whole yuan; null where none was given.</summary>
    public long? Budget { get; set; }
}

public enum FilingState
{
    None,
    Filed,
    Approved,
}

/// <summary>A shooting unit of a production.</summary>
public sealed class Crew : IBelongsToBase
{
    public required string BaseId { get; init; }

    public required string Id { get; init; }

    public required string ProductionId { get; init; }

    public required string Name { get; set; }

    public int ShiftMaxMinutes { get; set; } = 720;

    public int ShiftMinRestMinutes { get; set; } = 600;

    /// <summary>"zh" or "en".</summary>
    public string Language { get; set; } = "zh";

    /// <summary>Null while the crew shoots.</summary>
    public DateTimeOffset? EndsOn { get; set; }
}

/// <summary>A performer; of several productions still one row.</summary>
public sealed class Person : IBelongsToBase
{
    public required string BaseId { get; init; }

    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Null where no shift rule applies; then so is <see cref="ShiftMinRestMinutes"/>.</summary>
    public int? ShiftMaxMinutes { get; set; }

    public int? ShiftMinRestMinutes { get; set; }

    /// <summary>Whole yuan for an hour between first call and last wrap.</summary>
    public int? PresenceRate { get; set; }
}

/// <summary>When a crew or a person cannot come.</summary>
public sealed class Absence : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    /// <summary>Exactly one of <see cref="CrewId"/> and <see cref="PersonId"/> is given.</summary>
    public string? CrewId { get; init; }

    public string? PersonId { get; init; }

    public DateTimeOffset From { get; set; }

    public DateTimeOffset To { get; set; }

    public required string Reason { get; set; }

    public Guid? DisruptionId { get; init; }
}
