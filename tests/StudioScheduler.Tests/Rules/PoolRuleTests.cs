using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class PoolRuleTests : HardRuleTwin<PoolRule>
{
    private static TinyWeek Week() =>
        new TinyWeek().Stage("S", look: "y").Stage("T", look: "y").Pool("hands", 1).Changeovers("set", 0, 60, "hands").Block("a")
            .Block("b", on: ["T"]);

    internal override (OrderedPlan Plan, long Count) Planted() =>
        (new TinyWeek().Stage("S").Stage("T").Pool("crane", 1).Block("a", pools: [("crane", 1)])
            .Block("b", on: ["T"], pools: [("crane", 1)]).Place("a", 0).Place("b", 45, "T").Plan(), 1);

    internal override OrderedPlan Unplanted() =>
        new TinyWeek().Stage("S").Stage("T").Pool("crane", 1).Block("a", pools: [("crane", 1)]).Block("b", on: ["T"], pools: [("crane", 1)])
            .Place("a", 0).Place("b", 60, "T").Plan();

    [Fact]
    public void More_units_than_there_are_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Stage("S").Stage("T").Pool("crane", 2).Block("a", pools: [("crane", 3)]).Place("a", 0)));

    [Fact]
    public void The_capacity_may_be_used_up() =>
        Assert.Equal(0, Count(new TinyWeek().Stage("S").Stage("T").Pool("crane", 3).Block("a", pools: [("crane", 3)]).Place("a", 0)));

    [Fact]
    public void One_stretch_is_one_violation_though_the_blocks_change()
    {
        var week = new TinyWeek().Stage("S").Stage("T").Pool("crane", 1).Stage("U").Block("all", 180, pools: [("crane", 1)])
            .Block("b", on: ["T"], pools: [("crane", 1)]).Block("c", on: ["U"], pools: [("crane", 1)])
            .Place("all", 0).Place("b", 0, "T").Place("c", 60, "U");

        Assert.Equal(1, Count(week));
        Assert.Equal(["b", "all", "c"], Violations(week)[0].Blocks.Select(b => b.Value));
    }

    [Fact]
    public void Two_stretches_are_two_violations()
    {
        var week = new TinyWeek().Stage("S").Stage("T").Pool("crane", 1).Block("all", 240, pools: [("crane", 1)])
            .Block("b", on: ["T"], pools: [("crane", 1)]).Block("c", on: ["T"], pools: [("crane", 1)])
            .Place("all", 0).Place("b", 0, "T").Place("c", 120, "T");

        Assert.Equal(2, Count(week));
    }

    [Fact]
    public void An_exception_replaces_the_capacity() =>
        Assert.Equal(1, Count(new TinyWeek().Stage("S").Stage("T").Pool("crane", 1, (30, 45, 0)).Block("a", pools: [("crane", 1)])
            .Place("a", 0)));

    [Fact]
    public void An_exception_may_raise_the_capacity() =>
        Assert.Equal(0, Count(new TinyWeek().Stage("S").Stage("T").Pool("crane", 0, (0, 60, 1)).Block("a", pools: [("crane", 1)])
            .Place("a", 0)));

    [Fact]
    public void A_stretch_goes_on_across_an_edge_of_an_exception() =>
        Assert.Equal(1, Count(new TinyWeek().Stage("S").Stage("T").Pool("crane", 1, (0, 30, 0)).Block("a", pools: [("crane", 2)])
            .Place("a", 0)));

    [Fact]
    public void A_changeover_takes_one_unit_right_before_its_block() =>
        Assert.Equal(1, Count(Week().Place("a", 60).Place("b", 90, "T")));

    [Fact]
    public void Changeovers_that_touch_share_one_unit() =>
        Assert.Equal(0, Count(Week().Place("a", 60).Place("b", 120, "T")));

    [Fact]
    public void Changeovers_before_the_horizon_count_too() =>
        Assert.Equal(1, Count(Week().Place("a", 0).Place("b", 0, "T")));

    [Fact]
    public void A_changeover_of_no_minutes_takes_nobody() =>
        Assert.Equal(0, Count(new TinyWeek().Stage("S", look: "x").Pool("hands", 0).Changeovers("set", 0, 60, "hands").Block("a")
            .Place("a", 0)));
}
