using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine;

/// <summary>How long and how to search. With <see cref="Steps"/> the result depends on the problem, seed, steps and threads alone.</summary>
public sealed record SolveOptions
{
    /// <summary>Wall-clock budget; ignored where <see cref="Steps"/> is given. 0: the first full schedule.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Search steps of each thread; counted, not timed, so that equal runs give equal schedules.</summary>
    public long? Steps { get; init; }

    public int Threads { get; init; } = 2;

    public int Seed { get; init; } = 1;

    /// <summary>Warm start; where it breaks a rule, the blocks that break it are taken out first.</summary>
    public Placements? From { get; init; }
}

/// <param name="Seconds">Since the search began.</param>
/// <param name="Steps">Of all threads together.</param>
/// <param name="Bound">Null until one is known.</param>
public sealed record SolveProgress(double Seconds, long Steps, Score Best, int LeftOut, Bound? Bound);

/// <summary>Why a block is left out: rule and parameters; sentences are made of them by <c>Words</c>.</summary>
/// <param name="Rule">A hard rule's id; <c>none</c> where the block would fit and the search simply ended.</param>
/// <param name="Blocks">Indices of the blocks it would have to push aside; empty where there are none.</param>
/// <param name="Facts">What the sentence <c>reason.{rule}</c> says, or <c>reason.{rule}.{case}</c> where there is a <c>case</c>.</param>
public sealed record LeftOutReason(string Rule, int[] Blocks, IReadOnlyDictionary<string, string> Facts);

public sealed record SolveResult
{
    /// <summary>Hard 0, unless <see cref="Contradictions"/> says why it cannot be.</summary>
    public required Placements Placements { get; init; }

    public required Score Score { get; init; }

    public Bound? Bound { get; init; }

    /// <summary>What <see cref="Bound"/> comes from.</summary>
    public BoundSource BoundSource { get; init; }

    /// <summary>No schedule is better: the bound is the score.</summary>
    public bool IsOptimal => Score.Hard == 0 && Bound is { } bound && bound.Medium == Score.Medium && bound.Soft == Score.Soft;

    /// <summary>For each block left out at least one reason.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<LeftOutReason>> Reasons { get; init; }

    /// <summary>What pins and frozen blocks break where they are to stand; empty where a schedule with hard 0 exists.</summary>
    public required IReadOnlyList<Violation> Contradictions { get; init; }

    /// <summary>What this schedule breaks: less than <see cref="Contradictions"/> where giving up a place breaks less than to keep it.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    public required double Seconds { get; init; }

    public required long Steps { get; init; }

    /// <summary>Places that the search weighed.</summary>
    internal long StartsPriced { get; init; }

    public required bool WasCancelled { get; init; }
}

public enum BoundSource
{
    /// <summary>The whole week with prices in place of some rules: see Bounds.</summary>
    Relaxation,

    /// <summary>The whole problem solved to the end: see CpSat.</summary>
    Exact,

    /// <summary>All orders of one full stage: see Bounds.</summary>
    Order,

    /// <summary>Medium from the whole problem, soft from the relaxation.</summary>
    ExactMedium,
}
