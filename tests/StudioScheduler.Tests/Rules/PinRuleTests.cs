using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class PinRuleTests : HardRuleTwin<PinRule>
{
    private static TinyWeek Week() => new TinyWeek().Block("a").Pin("a", 60);

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Place("a", 75).Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Place("a", 60).Plan();

    [Fact]
    public void A_block_a_step_from_its_pin_is_a_violation() =>
        Assert.Equal(1, Count(Week().Place("a", 45)));

    [Fact]
    public void A_block_at_its_time_on_another_stage_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Stage("S").Stage("T").Block("a", on: ["S", "T"]).Pin("a", 60).Place("a", 60, "T")));

    [Fact]
    public void A_pinned_block_that_is_left_out_is_a_violation() =>
        Assert.Equal(1, Count(Week()));

    [Fact]
    public void A_pin_off_the_grid_is_kept_there() =>
        Assert.Equal(0, Count(new TinyWeek().Block("a").Pin("a", 61).Place("a", 61)));
}
