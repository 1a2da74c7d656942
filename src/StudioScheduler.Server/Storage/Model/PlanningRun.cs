namespace StudioScheduler.Server.Storage.Model;

/// <summary>
/// One search for a draft. Queued, then running (Owner), then ended; a run whose lease ran out is taken again with Fence + 1, and
/// whoever holds an older fence can no longer write.
/// </summary>
public sealed class PlanningRun : IBelongsToBase
{
    public required Guid Id { get; init; }

    public required string BaseId { get; init; }

    public required Guid DraftId { get; init; }

    public RunKind Kind { get; init; }

    /// <summary>The problem file, made when the run first starts; null while it is queued.</summary>
    public string? Problem { get; set; }

    /// <summary>The version of the plan that the problem was made from.</summary>
    public int BasedOnVersion { get; set; }

    /// <summary>What <c>ProblemOf</c> could not put into the problem, as JSON: missed blocks, waiting ones, pins dropped …</summary>
    public string? Remarks { get; set; }

    public int Seed { get; init; } = 1;

    public int BudgetSeconds { get; init; } = 10;

    public DateTimeOffset QueuedAt { get; init; }

    public Guid? By { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>The server process that works on it.</summary>
    public string? Owner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public int Fence { get; set; }

    public DateTimeOffset? StopRequestedAt { get; set; }

    /// <summary>The best schedule file so far: with its reasons and bound.</summary>
    public string? Best { get; set; }

    /// <summary>The newest progress line of the solver, as JSON.</summary>
    public string? Progress { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public RunOutcome? Outcome { get; set; }

    /// <summary>Why it failed, for a person.</summary>
    public string? Error { get; set; }
}

public enum RunKind
{
    Plan,
    Repair,
    WhatIf,
}

public enum RunOutcome
{
    Finished,

    /// <summary>Stopped by a person; the best so far is kept.</summary>
    Cancelled,
    Failed,
}
