using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>A start is on the grid, which is counted from the horizon's start.</summary>
public sealed class GridRule : LoneBlockRule
{
    public override string Id => "grid";

    public override bool IsBrokenBy(ProblemIndex index, IndexedBlock block, Placement at) => !index.Grid.IsOnGrid(at.Start);

    private protected override Violation Describe(OrderedPlan plan, int block) =>
        Broken(plan, [block], null, ("start", plan.Clock(plan.StartOf(block))), ("step", plan.Index.Grid.StepMinutes));
}
