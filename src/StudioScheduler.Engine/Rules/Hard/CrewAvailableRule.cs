using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>No block overlaps its crew's unavailable windows.</summary>
public sealed class CrewAvailableRule : LoneBlockRule
{
    public override string Id => "crew-available";

    public override bool IsBrokenBy(ProblemIndex index, IndexedBlock block, Placement at) =>
        Absences.FirstMet(index.Crews[block.Crew].Unavailable, block, at) is not null;

    private protected override Violation Describe(OrderedPlan plan, int block)
    {
        var crew = plan.Index.Crews[plan.Index.Blocks[block].Crew];
        var away = Absences.FirstMet(crew.Unavailable, plan.Index.Blocks[block], plan.At(block))!.Value;
        return Broken(plan, [block], crew.Id, ("from", plan.Clock(away.From)), ("to", plan.Clock(away.To)));
    }
}
