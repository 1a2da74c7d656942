namespace StudioScheduler.Engine.Rules.Hard;

/// <summary>
/// Consecutive blocks of a person, over the blocks that list it: the later starts no sooner than the earlier's end plus the move between
/// their stages (0 on the same stage); the first block no sooner than <c>lastWorked</c> ends.
/// </summary>
public sealed class PersonOverlapRule : WorkerOverlapRule
{
    public override string Id => "person-overlap";

    private protected override Tour[] ToursOf(OrderedPlan plan) => plan.People;
}
