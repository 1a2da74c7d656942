using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Bounds;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.CpSat;
using StudioScheduler.Engine.LocalSearch;

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
        Solve(problem, options, new SearchSettings(), TimeProvider.System, progress, cancellation);

    internal static SolveResult Solve(
        ProblemIndex problem, SolveOptions options, SearchSettings settings, TimeProvider time, IProgress<SolveProgress>? progress,
        CancellationToken cancellation)
    {
        var clock = new BudgetClock(time, options.Budget);
        // A plan that crews know is the best start there is: what stays costs nothing.
        var from = options.From ?? StartingPlan.Published(problem);
        var start = new StartingPlan(problem, from);
        var broken = start.Broken;
        var reports = new ProgressReports(start.Model, progress, clock, broken);
        using var exact = options.Steps is null && options.Budget >= ExactWatch.LeastBudget && broken == 0 && ExactWatch.IsSmall(problem)
            ? new ExactWatch(problem, options.Budget, options.Seed, cancellation)
            : null;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, exact?.Proven ?? CancellationToken.None);
        var portfolio = new Portfolio(start.Model, start.Plan, from is not null, options, settings, clock, reports, ending.Token);
        using var watch = options.Steps is null && options.Budget >= BoundWatch.LeastBudget
            ? new BoundWatch(problem, options.Budget, Found)
            : null;
        reports.BoundOf = score => BoundFor(score, exact?.Proof, exact?.LeastLeftOut ?? 0, watch).Bound;
        reports.Report(0, portfolio.Best);
        if (problem.Blocks.Length > 0 && (options.Steps ?? (clock.Fraction < 1 ? 1 : 0)) > 0)
        {
            portfolio.Run();
        }

        portfolio.Best.LoadInto(start.Plan);
        // looked at once: it may come at any moment
        var proof = exact?.Proof;
        if (proof is not null)
        {
            TakeWhereBetter(proof.Optimum, start, portfolio.Best);
        }

        var reasons = new LeftOutReasons(start.Model, start.Plan, cancellation.IsCancellationRequested).PlaceOrExplain();
        reports.Report(portfolio.Steps, portfolio.Best);
        var result = start.Result(problem, reasons, portfolio.Steps, clock.Elapsed, cancellation.IsCancellationRequested);
        var (bound, source) = BoundFor(result.Score, proof, exact?.LeastLeftOut ?? 0, watch);
        return result with
        {
            Bound = bound,
            BoundSource = source,
            StartsPriced = portfolio.StartsPriced,
        };

        Score Found()
        {
            var score = portfolio.Score;
            return score with { Hard = score.Hard - broken };
        }
    }

    private static (Bound? Bound, BoundSource Source) BoundFor(Score score, Proof? proof, long leastLeftOut, BoundWatch? watch)
    {
        if (proof?.BoundFor(score) is { } proven)
        {
            return (proven, proof.Source);
        }

        var relaxed = watch?.For(score);
        return relaxed is { } bound && -leastLeftOut < bound.Medium
            ? (bound with { Medium = -leastLeftOut }, BoundSource.ExactMedium)
            : (relaxed, BoundSource.Relaxation);
    }

    // A proven optimum was found beside the search, which may not have found it.
    private static void TakeWhereBetter(Placements optimum, StartingPlan start, Incumbent best)
    {
        var other = new WorkingPlan(start.Model);
        new FixedPlaces(start.Model).PutInto(other);
        other.State.CountRequired();
        FirstSchedule.Fill(start.Model, other, optimum);
        if (other.State.Score > start.Plan.State.Score)
        {
            best.Copy(other.State);
            best.LoadInto(start.Plan);
        }
    }
}
