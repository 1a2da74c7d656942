using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>A block is on one of its stages.</summary>
public sealed class EligibleStageRule : LoneBlockRule
{
    public override string Id => "eligible-stage";

    public override bool IsBrokenBy(ProblemIndex index, IndexedBlock block, Placement at) => Array.IndexOf(block.Stages, at.Stage) < 0;

    private protected override Violation Describe(OrderedPlan plan, int block) =>
        Broken(plan, [block], plan.Index.Stages[plan.At(block).Stage].Id.Value);
}
