using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Schedules;

/// <summary>A schedule as files hold it, <c>studio-schedule/1</c>: every block of the problem is in exactly one of the two lists.</summary>
public sealed record Schedule
{
    public const string Format = "studio-schedule/1";

    /// <summary>The problem's name.</summary>
    public required string Problem { get; init; }

    public required ImmutableArray<Assignment> Assignments { get; init; }

    public required ImmutableArray<LeftOut> Unscheduled { get; init; }

    public required Score Score { get; init; }

    /// <summary>Left out with a step budget, so that equal runs give equal files.</summary>
    public Bound? Bound { get; init; }

    /// <summary>Left out with a step budget, so that equal runs give equal files.</summary>
    public double? Seconds { get; init; }
}

public sealed record Assignment(BlockId Block, StageId Stage, DateTimeOffset Start);

/// <summary>A block without a place; at least one reason.</summary>
public sealed record LeftOut(BlockId Block, ImmutableArray<Reason> Reasons);

/// <summary>Why a block has no place.</summary>
/// <param name="Rule">A hard rule's id, or <c>none</c> where the block would fit and the search simply ended.</param>
/// <param name="Text">Said for people.</param>
/// <param name="Blocks">The blocks it would have to push aside; empty where there are none.</param>
public sealed record Reason(string Rule, string Text, ImmutableArray<BlockId> Blocks);
