using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Server.Storage.Model;

/// <summary>
/// A studio base. It has one plan: a continuous timeline of placed blocks that only publishing changes. Ids of a base and of what
/// files name (stages, crews, people, pools, productions, blocks) are the files' own strings, unique within the base.
/// </summary>
public sealed class Base
{
    /// <summary>Short name for addresses and files, for example <c>xinyun</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>IANA id.</summary>
    public required string TimeZone { get; set; }

    /// <summary>Degrees, north positive; daylight is computed from it.</summary>
    public double Latitude { get; set; }

    /// <summary>Degrees, east positive.</summary>
    public double Longitude { get; set; }

    /// <summary>5, 10, 15, 30 or 60.</summary>
    public int StepMinutes { get; set; } = 15;

    public TimeOnly NightFrom { get; set; } = new(22, 0);

    public TimeOnly NightTo { get; set; } = new(6, 0);

    /// <summary>Published calls that start sooner than this stay where they are.</summary>
    public int FreezeMinutes { get; set; } = 240;

    /// <summary>A crew's or performer's way between two stages of one zone.</summary>
    public int SameZoneMoveMinutes { get; set; }

    public int OptionHours { get; set; } = 48;

    /// <summary>Null where each weight has its default.</summary>
    public Weights? Weights { get; set; }

    /// <summary>How long a publication can be taken back before its notices are sent.</summary>
    public int UndoSeconds { get; set; } = 30;

    /// <summary>The newest version of the plan; 0 before the first publication.</summary>
    public int PublishedNumber { get; set; }

    /// <summary>A restore of a backup raises it, so that no client throws away a number that is used again.</summary>
    public int StreamEpoch { get; set; } = 1;

    /// <summary>The next block is <c>b-{this}</c>.</summary>
    public int NextBlockNumber { get; set; } = 1001;

    public DateTimeOffset CreatedAt { get; init; }
}
