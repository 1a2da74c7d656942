using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class StageOpenRuleTests : HardRuleTwin<StageOpenRule>
{
    internal override (OrderedPlan Plan, long Count) Planted() =>
        (new TinyWeek().Stage("S", closed: [(60, 120)]).Block("a").Place("a", 15).Plan(), 1);

    internal override OrderedPlan Unplanted() => new TinyWeek().Stage("S", closed: [(60, 120)]).Block("a").Place("a", 0).Plan();

    [Fact]
    public void A_block_in_a_closure_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Stage("S", closed: [(0, 600)]).Block("a").Place("a", 60)));

    [Fact]
    public void A_block_may_touch_closures_on_both_sides() =>
        Assert.Equal(0, Count(new TinyWeek().Stage("S", closed: [(0, 60), (120, 180)]).Block("a").Place("a", 60)));

    [Fact]
    public void Two_closures_and_one_block_are_one_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Stage("S", closed: [(0, 75), (105, 180)]).Block("a").Place("a", 60)));

    [Fact]
    public void A_changeover_may_run_in_a_closure() =>
        Assert.Equal(0, Count(new TinyWeek().Stage("S", look: "y", closed: [(0, 60)]).Changeovers("set", 0, 60).Block("a").Place("a", 60)));
}
