using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.CpSat;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Engine.Repairing;

/// <summary>
/// Mends a published plan after the problem changed: two or three different proposals, least left out first, then least cost of
/// change. Warm from the published plan with a cool start: what stands stays unless it must go.
/// </summary>
/// <remarks>
/// The proposals differ in what a change costs the search: twenty times its weight (calm), its weight (balanced), and a twentieth of it
/// (cheap: the best week though more crews hear of it). All are scored by the problem as it is.
/// </remarks>
public static class Repairer
{
    private static readonly double[] Stances = [20, 1, 0.05];

    /// <param name="options">Budget, steps, threads and seed of the whole repair; the proposals share them.</param>
    /// <param name="cancellation">The proposals that are not begun are left out; one is always made.</param>
    public static IReadOnlyList<RepairProposal> Repair(ProblemIndex problem, SolveOptions options, CancellationToken cancellation = default)
    {
        var proposals = new List<RepairProposal>();
        var clock = new BudgetClock(TimeProvider.System, options.Budget);
        foreach (var stance in Stances)
        {
            if (proposals.Count > 0 && cancellation.IsCancellationRequested)
            {
                break;
            }

            // Indexing, loading and explaining count too: each searches no longer than what is left of the whole.
            var left = options.Budget - clock.Elapsed;
            if (proposals.Count > 1 && options.Steps is null && options.Budget > TimeSpan.Zero && left <= TimeSpan.Zero)
            {
                break;
            }

            var fair = options.Budget * (stance > 1 ? 0.5 : 0.25);
            var share = options with
            {
                // The calm one comes first and is what most people take: half of the time.
                Budget = left <= TimeSpan.Zero ? TimeSpan.Zero : left < fair ? left : fair,
                Steps = options.Steps is { } steps ? Math.Max(1, (long)(steps * (stance > 1 ? 0.5 : 0.25))) : null,
                From = options.From ?? Published(problem),
            };
            proposals.Add(Proposal(problem, WithChangeWeight(problem, stance), share, cancellation));
        }

        return [.. proposals
            .DistinctBy(p => string.Join(' ', problem.Blocks.Select(b => p.Result.Placements[b.Index])))
            .OrderByDescending(p => p.Result.Score.Hard).ThenByDescending(p => p.Result.Score.Medium)
            .ThenBy(p => p.CostOfChange).ThenBy(p => p.Changed).ThenByDescending(p => p.Result.Score.Soft)];
    }

    private static RepairProposal Proposal(ProblemIndex problem, ProblemIndex leaning, SolveOptions options, CancellationToken cancellation)
    {
        var from = new Placements(leaning);
        Copy(options.From!, from);
        var found = WeekSolver.Solve(leaning, options with { From = from }, cancellation: cancellation);
        var placements = new Placements(problem);
        Copy(found.Placements, placements);
        var result = found with { Placements = placements, Score = Evaluator.Score(placements) };
        var moved = problem.Blocks.Where(b => b.Published is { } was && placements[b.Index] != was).ToArray();
        return new(
            result,
            ChangeSet.SincePublished(placements),
            moved.Length,
            moved.Sum(b => (long)PlaceCostModel.ChangedUnits(problem, b)),
            moved.ToDictionary(b => b.Index, b => ReasonOf(placements, b)),
            ChangeRisk.Of(placements));
    }

    private static MoveReason ReasonOf(Placements plan, IndexedBlock block)
    {
        var was = block.Published!.Value;
        var broken = RuleBook.BreaksAlone(plan.Index, block.Index, was.Stage, was.Start);
        if (broken.Count > 0)
        {
            return new(broken[0].Id, []);
        }

        var workers = block.People.ToHashSet();
        var there = plan.Index.Blocks.Where(o => o.Index != block.Index && plan.IsPlaced(o.Index)
            && plan.During(o.Index).Overlaps(new(was.Start, was.Start + block.DurationMinutes))
            && (plan[o.Index]!.Value.Stage == was.Stage || o.Crew == block.Crew || o.People.Any(workers.Contains)));
        return new(RuleBook.None, [.. there.Select(o => o.Index)]);
    }

    private static void Copy(Placements from, Placements to)
    {
        for (var block = 0; block < to.Index.Blocks.Length; block++)
        {
            to[block] = from[block];
        }
    }

    private static Placements Published(ProblemIndex problem)
    {
        var plan = new Placements(problem);
        foreach (var block in problem.Blocks)
        {
            plan[block.Index] = block.Published;
        }

        return plan;
    }

    private static ProblemIndex WithChangeWeight(ProblemIndex problem, double times) =>
        times == 1 ? problem : ProblemIndex.Of(problem.Problem with
        {
            Weights = (problem.Problem.Weights ?? new Weights()) with { Changed = (int)Math.Min(1_000_000, Math.Ceiling(problem.Weights.Changed * times)) },
        });
}
