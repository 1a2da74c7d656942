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
        var model = new SearchModel(problem);
        var plan = new WorkingPlan(model);
        var fixedPlaces = new FixedPlaces(model);
        IReadOnlyList<Violation> contradictions = fixedPlaces.PutInto(plan) ? [] : fixedPlaces.Contradictions();
        plan.State.CountRequired();
        contradictions = [.. contradictions, .. new NeededBefore(model, plan).Place()];
        var from = options.From ?? PublishedPlan(problem);
        FirstSchedule.Fill(model, plan, from);

        var reports = new ProgressReports(model, progress, clock, contradictions.Count);
        using var exact = options.Steps is null && options.Budget >= ExactWatch.LeastBudget && contradictions.Count == 0 && ExactWatch.IsSmall(problem)
            ? new ExactWatch(problem, options.Budget, options.Seed, cancellation)
            : null;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, exact?.Proven ?? CancellationToken.None);
        var portfolio = new Portfolio(model, plan, from is not null, options, settings, clock, reports, ending.Token);
        using var watch = options.Steps is null && options.Budget >= BoundWatch.LeastBudget
            ? new BoundWatch(problem, options.Budget, () => new Score(-contradictions.Count - portfolio.Best.Missing, -portfolio.Best.Medium, portfolio.Best.Soft))
            : null;
        Bound? BoundFor(Score score) => exact?.BoundFor(score) ?? watch?.For(score);
        reports.BoundOf = BoundFor;
        reports.Report(0, portfolio.Best);
        if (problem.Blocks.Length > 0 && (options.Steps ?? (clock.Fraction < 1 ? 1 : 0)) > 0)
        {
            portfolio.Run();
        }

        portfolio.Best.LoadInto(plan);
        if (exact?.Best is { } optimum)
        {
            plan = BetterOf(model, plan, optimum);
            portfolio.Best.Copy(plan.State);
        }

        var reasons = new LeftOutReasons(model, plan).PlaceOrExplain();
        var placements = PlacementsOf(problem, plan.State);
        reports.Report(portfolio.Steps, portfolio.Best);
        var score = Evaluator.Score(placements);
        return new()
        {
            Placements = placements,
            Score = score,
            Bound = BoundFor(score),
            BoundSource = exact?.BoundFor(score) is not null ? BoundSource.Exact : BoundSource.Relaxation,
            Reasons = reasons,
            Contradictions = score.Hard == 0 ? [] : contradictions, // a needed block that no try could place may have found room since
            Seconds = clock.Elapsed.TotalSeconds,
            Steps = portfolio.Steps,
            StartsPriced = portfolio.StartsPriced,
            WasCancelled = cancellation.IsCancellationRequested,
        };
    }

    // A proven optimum was found beside the search: where the search has not found it, it is put into a plan of its own.
    private static WorkingPlan BetterOf(SearchModel model, WorkingPlan plan, Placements optimum)
    {
        var problem = optimum.Index;
        if (Evaluator.Score(PlacementsOf(problem, plan.State)) >= Evaluator.Score(optimum))
        {
            return plan;
        }

        var other = new WorkingPlan(model);
        new FixedPlaces(model).PutInto(other);
        other.State.CountRequired();
        FirstSchedule.Fill(model, other, optimum);
        return Evaluator.Score(PlacementsOf(problem, other.State)) > Evaluator.Score(PlacementsOf(problem, plan.State)) ? other : plan;
    }

    // A plan that crews know is the best start there is: what stays costs nothing.
    private static Placements? PublishedPlan(ProblemIndex problem)
    {
        if (!problem.Blocks.Any(b => b.Published is not null))
        {
            return null;
        }

        var plan = new Placements(problem);
        foreach (var block in problem.Blocks)
        {
            plan[block.Index] = block.Published;
        }

        return plan;
    }

    private static Placements PlacementsOf(ProblemIndex problem, SearchState state)
    {
        var placements = new Placements(problem);
        foreach (var block in problem.Blocks)
        {
            if (state.IsPlaced(block.Index))
            {
                placements[block.Index] = new(state.StageOf[block.Index], (long)state.TickOf[block.Index] * problem.Grid.StepMinutes);
            }
        }

        return placements;
    }
}
