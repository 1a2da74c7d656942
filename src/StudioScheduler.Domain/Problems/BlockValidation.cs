using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems.Validation;

namespace StudioScheduler.Domain.Problems;

/// <summary>
/// What the reader of problem files demands of a block by itself, for whoever takes blocks in before there is a problem: a block that is
/// refused only then would keep the whole base from being planned. That its ids are known is not asked here.
/// </summary>
public static class BlockValidation
{
    /// <summary>The faults with the paths that they would have inside the block, such as <c>window.from</c>.</summary>
    public static Reading<ShootingBlock> Of(ShootingBlock block, int stepMinutes)
    {
        var faults = new FaultCollector();
        BlockChecks.Values(new(Around(stepMinutes), faults), block, Place.Root);
        return faults.Reading(block);
    }

    private static Problem Around(int stepMinutes) => new()
    {
        Name = "", TimeZone = "UTC", Start = default, End = default, StepMinutes = stepMinutes, Night = default, Daylight = [], Moves = new(0, []),
        Stages = [], Changeovers = [], Pools = [], People = [], Crews = [], Blocks = [], Pins = [],
    };
}
