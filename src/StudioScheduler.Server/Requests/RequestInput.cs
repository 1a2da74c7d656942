using StudioScheduler.Domain.Problems;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>What a producer sends.</summary>
public sealed record RequestInput
{
    public required string ProductionId { get; init; }

    public required string CrewId { get; init; }

    public required string Title { get; init; }

    public string? Note { get; init; }

    public required IReadOnlyList<BlockInput> Blocks { get; init; }

    /// <summary>False keeps it as a draft that the base does not see.</summary>
    public bool Submit { get; init; } = true;
}

public sealed record BlockInput
{
    public required string Name { get; init; }

    /// <summary>A multiple of the base's step.</summary>
    public required int DurationMinutes { get; init; }

    public required IReadOnlyList<string> Stages { get; init; }

    public IReadOnlyList<string> CoverStages { get; init; } = [];

    public required string Look { get; init; }

    public required DateTimeOffset WindowFrom { get; init; }

    public required DateTimeOffset WindowTo { get; init; }

    public DateTimeOffset? WantedFrom { get; init; }

    public DateTimeOffset? WantedTo { get; init; }

    public int Priority { get; init; } = 5;

    public IReadOnlyList<string> People { get; init; } = [];

    public IReadOnlyList<BlockPool> Pools { get; init; } = [];

    /// <summary>Blocks of the base, or earlier ones of this request.</summary>
    public IReadOnlyList<AfterInput> After { get; init; } = [];

    public Light Light { get; init; }

    public Sound Sound { get; init; }
}

/// <summary>One of <paramref name="BlockId"/> and <paramref name="EarlierBlock"/> is given.</summary>
/// <param name="EarlierBlock">Place in this request's list, from 0; before the block that names it, so there is no circle.</param>
public sealed record AfterInput(string? BlockId, int? EarlierBlock, int MinGapMinutes);
