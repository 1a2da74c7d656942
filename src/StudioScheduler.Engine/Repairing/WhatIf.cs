using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Repairing;

/// <param name="Base">Of the problem as it is.</param>
/// <param name="Changed">Of the problem with the changes.</param>
/// <param name="Changes">From the base's schedule to the changed one's, as a diff.</param>
public sealed record WhatIfResult(SolveResult Base, SolveResult Changed, ChangeSet Changes);

/// <summary>
/// What a change of the problem does: both are solved, the changed one warm from the base's schedule, so that the difference is the
/// change's and not the search's.
/// </summary>
public static class WhatIf
{
    /// <param name="options">Half of budget and steps for each; <see cref="SolveOptions.From"/> warms the base.</param>
    public static WhatIfResult Compare(ProblemIndex problem, ProblemIndex changed, SolveOptions options, CancellationToken cancellation = default)
    {
        var half = options with { Budget = options.Budget / 2, Steps = options.Steps is { } steps ? Math.Max(1, steps / 2) : null };
        var before = WeekSolver.Solve(problem, half, cancellation: cancellation);
        var from = new Placements(changed);
        foreach (var block in changed.Blocks)
        {
            if (problem.BlockIndex.TryGetValue(block.Id, out var known) && before.Placements[known] is { } at
                && changed.StageIndex.TryGetValue(problem.Stages[at.Stage].Id, out var stage))
            {
                from[block.Index] = new(stage, changed.Grid.MinutesAt(problem.Grid.InstantAt(at.Start)));
            }
        }

        var after = WeekSolver.Solve(changed, half with { From = from }, cancellation: cancellation);
        return new(before, after, ChangeSet.Between(before.Placements, after.Placements));
    }
}
