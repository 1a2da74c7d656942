using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.CpSat;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Repairing;

/// <summary>
/// Mends a published plan after the problem changed: two or three different proposals, least left out first, then least cost of
/// change.
/// </summary>
/// <remarks>
/// One is the least change that lets in as much as can be (<see cref="Mender"/>); most of the time goes to it. One keeps who is in and
/// rearranges the week (<see cref="Rearranger"/>): better, though more crews hear of it. One moves nobody but those whose place is gone:
/// the quietest, though it leaves out more.
/// </remarks>
public static class Repairer
{
    private const double MendShare = 0.9;
    private const double CheapChange = 0.05;

    /// <param name="options">Budget, steps, threads and seed of the whole repair; the proposals share them.</param>
    /// <param name="cancellation">The proposals that are not begun are left out; one is always made.</param>
    public static IReadOnlyList<RepairProposal> Repair(ProblemIndex problem, SolveOptions options, CancellationToken cancellation = default) =>
        Repair(problem, options, new MendSettings(), TimeProvider.System, cancellation);

    internal static IReadOnlyList<RepairProposal> Repair(
        ProblemIndex problem, SolveOptions options, MendSettings settings, TimeProvider time, CancellationToken cancellation = default)
    {
        var clock = new BudgetClock(time, options.Budget);
        var start = new StartingPlan(problem, options.From ?? StartingPlan.Published(problem));
        var (quiet, mended) = Mend(problem, start, options, settings, clock, cancellation);
        var found = new List<SolveResult> { mended };
        if (!cancellation.IsCancellationRequested)
        {
            // indexing, loading and explaining count too: what is left of the whole
            found.Add(Rearrange(1, options.Budget - clock.Elapsed));
        }

        found.Add(quiet);
        if (Different(problem, found).Count() == 1 && !cancellation.IsCancellationRequested)
        {
            // the least change is the best week too: then one in which changes are cheap, for the choice
            found.Add(Rearrange(CheapChange, options.Budget * (1 - MendShare)));
        }

        var reasons = new MoveReasons(problem, start.Model);
        return [.. Different(problem, found)
            .Select(r => Proposal(problem, r, reasons))
            .OrderByDescending(p => p.Result.Score.Hard).ThenByDescending(p => p.Result.Score.Medium)
            .ThenBy(p => p.CostOfChange).ThenBy(p => p.Changed).ThenByDescending(p => p.Result.Score.Soft)];

        SolveResult Rearrange(double changeTimes, TimeSpan budget) => Rearranger.Rearrange(problem, changeTimes, mended.Placements, options with
        {
            Budget = budget > TimeSpan.Zero ? budget : TimeSpan.Zero,
            Steps = options.Steps is { } steps ? Math.Max(1, (long)(steps * (1 - MendShare))) : null,
        }, time, cancellation);
    }

    private static IEnumerable<SolveResult> Different(ProblemIndex problem, IEnumerable<SolveResult> found) =>
        found.DistinctBy(r => string.Join(' ', problem.Blocks.Select(b => r.Placements[b.Index])));

    private static (SolveResult Quiet, SolveResult Mended) Mend(
        ProblemIndex problem, StartingPlan start, SolveOptions options, MendSettings settings, BudgetClock clock, CancellationToken cancellation)
    {
        var quiet = start.Result(
            problem, new LeftOutReasons(start.Model, start.Plan, cancellation.IsCancellationRequested).Explain(), 0, clock.Elapsed, cancellation.IsCancellationRequested);
        var mender = new Mender(start, options, settings);
        mender.Run(options.Steps is { } steps ? Math.Max(1, (long)(steps * MendShare)) : null, () => clock.Fraction / MendShare, cancellation);
        return (quiet, start.Result(
            problem, new LeftOutReasons(start.Model, start.Plan, cancellation.IsCancellationRequested).PlaceOrExplain(), mender.Steps, clock.Elapsed, cancellation.IsCancellationRequested));
    }

    private static RepairProposal Proposal(ProblemIndex problem, SolveResult result, MoveReasons reasons)
    {
        var placements = result.Placements;
        var moved = problem.Blocks.Where(b => b.Published is { } was && placements[b.Index] != was).ToArray();
        return new(
            result,
            ChangeSet.SincePublished(placements),
            moved.Length,
            moved.Sum(b => (long)PlaceCostModel.ChangedUnits(problem, b)),
            reasons.Of(placements, moved),
            ChangeRisk.Of(placements));
    }
}
