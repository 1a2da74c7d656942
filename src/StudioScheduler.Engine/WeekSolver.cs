using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine;

/// <summary>Problem in, schedule out.</summary>
public static class WeekSolver
{
    /// <summary>
    /// Searches until the budget ends or <paramref name="cancellation"/> asks for the best so far, which is then handed over within 50 ms.
    /// Never throws for a problem that is valid, however full or contradictory it is.
    /// </summary>
    public static SolveResult Solve(
        ProblemIndex problem, SolveOptions options, IProgress<SolveProgress>? progress = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException("the first engine lands with construction and local search");
}
