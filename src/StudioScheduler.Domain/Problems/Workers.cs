using System.Collections.Immutable;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems;

/// <summary>A shift is at most <paramref name="MaxMinutes"/> long; a rest of <paramref name="MinRestMinutes"/> begins a new one.</summary>
public sealed record ShiftRule(int MaxMinutes, int MinRestMinutes);

/// <summary>A performer.</summary>
public sealed record Person
{
    public required PersonId Id { get; init; }

    public required string Name { get; init; }

    public required ImmutableArray<TimeWindow> Unavailable { get; init; }

    /// <summary>Null where no rule applies.</summary>
    public ShiftRule? Shift { get; init; }

    public TimeWindow? LastWorked { get; init; }

    /// <summary>Whole yuan for an hour between first call and last wrap; null counts as 0.</summary>
    public int? PresenceRate { get; init; }
}

/// <summary>A shooting unit.</summary>
public sealed record Crew
{
    public required CrewId Id { get; init; }

    public required string Name { get; init; }

    public required string Production { get; init; }

    public required ImmutableArray<TimeWindow> Unavailable { get; init; }

    public required ShiftRule Shift { get; init; }

    /// <summary>The crew's last work: starts before the horizon and may end inside it.</summary>
    public TimeWindow? LastWorked { get; init; }
}
