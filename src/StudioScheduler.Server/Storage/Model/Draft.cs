using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Server.Storage.Model;

/// <summary>A plan in the making: open, then published or discarded.</summary>
public sealed class Draft : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required string Name { get; set; }

    /// <summary>The week (or the stretch of a repair) that is planned.</summary>
    public DateTimeOffset HorizonFrom { get; init; }

    public DateTimeOffset HorizonTo { get; init; }

    /// <summary>
    /// Published blocks that start from now or <see cref="HorizonFrom"/> to here are decided by the draft: one without a placement is
    /// cancelled. It lies after the week's end, because what starts in the week reaches over it.
    /// </summary>
    public DateTimeOffset DecidesUntil { get; set; }

    public int BasedOnVersion { get; set; }

    /// <summary>Rises with every edit; the ETag.</summary>
    public int Revision { get; set; } = 1;

    public Weights? Weights { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public Guid? By { get; init; }

    public DateTimeOffset? PublishedAt { get; set; }

    public int? PublishedVersion { get; set; }

    public DateTimeOffset? DiscardedAt { get; set; }
}

/// <summary>Where a draft puts a block. A block of the horizon without one is left out.</summary>
public sealed class DraftPlacement
{
    public required Guid DraftId { get; init; }

    public required string BlockId { get; init; }

    public required string StageId { get; set; }

    public DateTimeOffset Start { get; set; }

    public bool IsPinned { get; set; }
}

/// <summary>One edit with its inverse: undo, redo and working together.</summary>
public sealed class DraftEdit
{
    public required Guid DraftId { get; init; }

    /// <summary>The revision that the edit made.</summary>
    public required int Revision { get; init; }

    public Guid? By { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>What changed: each block's placement before and after.</summary>
    public List<PlacementChange> Changes { get; init; } = [];
}

/// <summary>Null where the block has no place in the draft.</summary>
public sealed record PlacementChange(string BlockId, PlacementFact? Before, PlacementFact? After)
{
    /// <summary>On the first change of an edit that put the draft on another plan, a run's: what it stood on before. Taking the edit back takes that back too.</summary>
    public DraftBasis? BasisBefore { get; init; }
}

/// <summary>The plan that a draft was made of, and how far it decides.</summary>
public sealed record DraftBasis(int BasedOnVersion, DateTimeOffset DecidesUntil)
{
    public static DraftBasis Of(Draft draft) => new(draft.BasedOnVersion, draft.DecidesUntil);
}

public sealed record PlacementFact(string StageId, DateTimeOffset Start, bool IsPinned);
