using System.Collections.Immutable;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems;

/// <summary>
/// A planning problem, <c>studio-problem/1</c>: everything that is known about one horizon of one base. Immutable and, when it
/// comes from a file, valid; code that builds one itself validates it.
/// </summary>
public sealed record Problem
{
    public const string Format = "studio-problem/1";

    public required string Name { get; init; }

    /// <summary>IANA id of the base; used for night hours only.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The horizon; a block lies wholly inside it.</summary>
    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>The moment of planning; used by the rules past and changed.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>5, 10, 15, 30 or 60.</summary>
    public required int StepMinutes { get; init; }

    public required NightHours Night { get; init; }

    public required ImmutableArray<TimeWindow> Daylight { get; init; }

    public required Moves Moves { get; init; }

    public required ImmutableArray<Stage> Stages { get; init; }

    public required ImmutableArray<ChangeoverTable> Changeovers { get; init; }

    public required ImmutableArray<Pool> Pools { get; init; }

    public required ImmutableArray<Person> People { get; init; }

    public required ImmutableArray<Crew> Crews { get; init; }

    public required ImmutableArray<ShootingBlock> Blocks { get; init; }

    public required ImmutableArray<Pin> Pins { get; init; }

    public PublishedPlan? Published { get; init; }

    /// <summary>Null where the file gives none; each weight has its default then.</summary>
    public Weights? Weights { get; init; }
}

/// <summary>Local hours that count as night; may wrap midnight; equal ends mean the whole day.</summary>
public readonly record struct NightHours(TimeOnly From, TimeOnly To);

/// <summary>Time a crew or a performer needs between two different stages.</summary>
public sealed record Moves(int SameZoneMinutes, ImmutableArray<ZoneMove> Zones);

/// <summary>Valid both ways; a pair of zones is listed once.</summary>
public sealed record ZoneMove(string From, string To, int Minutes);
