using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>A block lies in its window and in the horizon.</summary>
public sealed class WindowRule : LoneBlockRule
{
    public override string Id => "window";

    public override bool IsBrokenBy(ProblemIndex index, IndexedBlock block, Placement at) => !block.StartWindow(index.End).Contains(at.Start);

    private protected override Violation Describe(OrderedPlan plan, int block)
    {
        var window = plan.Index.Blocks[block].Window;
        return Broken(plan, [block], null,
            ("start", plan.Clock(plan.StartOf(block))),
            ("end", plan.Clock(plan.EndOf(block))),
            ("from", plan.Clock(Math.Max(0, window.From))),
            ("to", plan.Clock(Math.Min(plan.Index.End, window.To))));
    }
}
