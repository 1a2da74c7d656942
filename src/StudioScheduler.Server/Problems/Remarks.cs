namespace StudioScheduler.Server.Problems;

/// <summary>What a problem cannot say about its blocks; the page shows it beside the draft. Reasons are keys of the words.</summary>
public sealed record Remarks
{
    /// <summary>Asked for this week, but too little of the window is left.</summary>
    public IReadOnlyList<BlockRemark> Missed { get; init; } = [];

    /// <summary>Not in the problem, because a predecessor is neither there nor done; <see cref="BlockRemark.Other"/> names it.</summary>
    public IReadOnlyList<BlockRemark> WaitsFor { get; init; } = [];

    /// <summary>Published and frozen, yet they cannot stay: the run lists them first.</summary>
    public IReadOnlyList<BlockRemark> MustMove { get; init; } = [];

    /// <summary>Published, and no time is left for them or for what must come before.</summary>
    public IReadOnlyList<BlockRemark> MustBeCancelled { get; init; } = [];

    /// <summary>Pins that break a rule of their block alone; <see cref="BlockRemark.Reason"/> is the rule.</summary>
    public IReadOnlyList<BlockRemark> DroppedPins { get; init; } = [];

    /// <summary>A predecessor was withdrawn: the edge is dropped, and a person should know.</summary>
    public IReadOnlyList<BlockRemark> DroppedEdges { get; init; } = [];

    /// <summary>Their windows outlive the week by a day or more: half the priority, they can wait.</summary>
    public IReadOnlyList<string> CanWait { get; init; } = [];

    /// <summary>Published, over by the plan, and nobody has said that they wrapped: taken as done.</summary>
    public IReadOnlyList<string> PresumedDone { get; init; } = [];
}

/// <param name="Reason">A rule's id, or <c>window</c>, <c>after</c>, <c>withdrawn</c>, <c>not-submitted</c>, <c>not-planned</c>.</param>
public sealed record BlockRemark(string Block, string Reason, string? Other = null);
