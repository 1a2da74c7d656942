using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Repairing;

/// <param name="Base">Of the problem as it is.</param>
/// <param name="Changed">Of the problem with the changes.</param>
/// <param name="Changes">From the base's schedule to the changed one's, as a diff.</param>
public sealed record WhatIfResult(SolveResult Base, SolveResult Changed, ChangeSet Changes);

/// <summary>
/// What a change of the problem does: from one schedule of the problem as it is both are searched on, for as long and with the same seed,
/// so that the difference is the change's and not the search's. A change that changes nothing makes no difference.
/// </summary>
public static class WhatIf
{
    /// <param name="options">A third of budget and steps for the common start and for each; <see cref="SolveOptions.From"/> warms the start.</param>
    public static WhatIfResult Compare(ProblemIndex problem, ProblemIndex changed, SolveOptions options, CancellationToken cancellation = default)
    {
        var third = options with { Budget = options.Budget / 3, Steps = options.Steps is { } steps ? Math.Max(1, steps / 3) : null };
        var start = WeekSolver.Solve(problem, third, cancellation: cancellation).Placements;
        var before = WeekSolver.Solve(problem, third with { From = start }, cancellation: cancellation);
        var after = WeekSolver.Solve(changed, third with { From = Carried(start, changed) }, cancellation: cancellation);
        return new(before, after, ChangeSet.Between(before.Placements, after.Placements));
    }

    // Blocks and stages by their ids, times by the clock.
    private static Placements Carried(Placements start, ProblemIndex changed)
    {
        var problem = start.Index;
        var from = new Placements(changed);
        foreach (var block in changed.Blocks)
        {
            if (problem.BlockIndex.TryGetValue(block.Id, out var known) && start[known] is { } at
                && changed.StageIndex.TryGetValue(problem.Stages[at.Stage].Id, out var stage))
            {
                from[block.Index] = new(stage, changed.Grid.MinutesAt(problem.Grid.InstantAt(at.Start)));
            }
        }

        return from;
    }
}
