using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Repairing;

/// <summary>
/// A better week of the blocks that a mended plan holds: the weekly search, warm from it. Who is left out stays out: to let more in is to
/// plan anew, and hundreds would hear of it.
/// </summary>
internal static class Rearranger
{
    /// <param name="changeTimes">What a change costs the search, as a multiple of its weight: the cheaper, the more it makes of it.</param>
    public static SolveResult Rearrange(
        ProblemIndex problem, double changeTimes, Placements mended, SolveOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var clock = new BudgetClock(time, options.Budget);
        var start = new StartingPlan(WithChangeWeight(problem, changeTimes), mended, shutOut: b => !mended.IsPlaced(b));
        var reports = new ProgressReports(start.Model, null, clock, 0);
        var search = new Portfolio(start.Model, start.Plan, isWarm: true, options, new SearchSettings(), clock, reports, cancellation);
        if (problem.Blocks.Length > 0 && (options.Steps ?? (clock.Fraction < 1 ? 1 : 0)) > 0)
        {
            search.Run();
        }

        search.Best.LoadInto(start.Plan);
        start.Open();
        return start.Result(
            problem, new LeftOutReasons(start.Model, start.Plan, cancellation.IsCancellationRequested).Explain(), search.Steps, clock.Elapsed, cancellation.IsCancellationRequested);
    }

    private static ProblemIndex WithChangeWeight(ProblemIndex problem, double times) =>
        times == 1 ? problem : ProblemIndex.Of(problem.Problem with
        {
            Weights = (problem.Problem.Weights ?? new Weights()) with { Changed = (int)Math.Ceiling(problem.Weights.Changed * times) },
        });
}
