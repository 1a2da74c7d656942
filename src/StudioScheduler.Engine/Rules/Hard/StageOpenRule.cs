using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>A block does not overlap a closure of its stage; a changeover may.</summary>
public sealed class StageOpenRule : LoneBlockRule
{
    public override string Id => "stage-open";

    public override bool IsBrokenBy(ProblemIndex index, IndexedBlock block, Placement at) =>
        Absences.FirstMet(index.Stages[at.Stage].Closed, block, at) is not null;

    private protected override Violation Describe(OrderedPlan plan, int block)
    {
        var stage = plan.Index.Stages[plan.At(block).Stage];
        var closed = Absences.FirstMet(stage.Closed, plan.Index.Blocks[block], plan.At(block))!.Value;
        return Broken(plan, [block], stage.Id.Value, ("from", plan.Clock(closed.From)), ("to", plan.Clock(closed.To)));
    }
}
