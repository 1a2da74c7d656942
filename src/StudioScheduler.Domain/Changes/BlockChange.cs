using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Changes;

/// <summary>What a crew must learn of one of its blocks.</summary>
/// <param name="Before">Null where it is new.</param>
/// <param name="After">Null where it is cancelled.</param>
public sealed record BlockChange(CrewId Crew, BlockId Block, ChangeKind Kind, Call? Before, Call? After);

/// <summary>Where and when a block is called.</summary>
public sealed record Call(StageId Stage, DateTimeOffset Start);

public enum ChangeKind
{
    New,

    /// <summary>At another start, maybe on another stage too.</summary>
    Moved,

    /// <summary>At the same start on another stage.</summary>
    Restaged,

    Cancelled,
}
