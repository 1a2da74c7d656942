using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>
/// A published block that starts before <c>frozenUntil</c> stays as published, unless it cannot stand there whatever else is
/// planned (see <see cref="RuleBook.Alone"/>); then it is free.
/// </summary>
public sealed class FrozenRule : HardRule
{
    public override string Id => "frozen";

    /// <summary>Whether the rule holds the block at its published place.</summary>
    public static bool Holds(ProblemIndex index, IndexedBlock block) =>
        block.Published is { } published && published.Start < index.FrozenUntil && RuleBook.CanStand(index, block, published);

    public override IEnumerable<Violation> Check(OrderedPlan plan)
    {
        foreach (var block in plan.Index.Blocks)
        {
            if (block.Published is { } published && !plan.StandsAt(block.Index, published) && Holds(plan.Index, block))
            {
                yield return Broken(plan, [block.Index], plan.Index.Stages[published.Stage].Id.Value, ("start", plan.Clock(published.Start)));
            }
        }
    }
}
