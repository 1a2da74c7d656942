using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>
/// On a stage open to the sky, a <c>day</c> block lies inside one daylight window (two that touch are two) and a <c>night</c> block
/// overlaps none.
/// </summary>
public sealed class LightRule : LoneBlockRule
{
    public override string Id => "light";

    public override bool IsBrokenBy(ProblemIndex index, IndexedBlock block, Placement at)
    {
        if (block.Light == Light.Any || !index.Stages[at.Stage].IsOpenToSky)
        {
            return false;
        }

        var during = new Interval(at.Start, at.Start + block.DurationMinutes);
        return block.Light == Light.Day ? !IsCovered(index.Daylight, during) : Absences.FirstMet(index.Daylight, block, at) is not null;
    }

    private protected override Violation Describe(OrderedPlan plan, int block) =>
        Broken(plan, [block], plan.Index.Stages[plan.At(block).Stage].Id.Value,
            ("case", plan.Index.Blocks[block].Light == Light.Day ? "day" : "night"),
            ("start", plan.Clock(plan.StartOf(block))), ("end", plan.Clock(plan.EndOf(block))));

    private static bool IsCovered(Interval[] windows, Interval during)
    {
        foreach (var window in windows)
        {
            if (window.Covers(during))
            {
                return true;
            }
        }

        return false;
    }
}
