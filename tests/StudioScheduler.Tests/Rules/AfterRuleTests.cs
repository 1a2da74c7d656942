using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class AfterRuleTests : HardRuleTwin<AfterRule>
{
    private static TinyWeek Week() => new TinyWeek().Stage("S").Stage("T");

    internal override (OrderedPlan Plan, long Count) Planted() =>
        (Week().Block("a").Block("b", on: ["T"], after: [("a", 60)]).Place("a", 0).Place("b", 105, "T").Plan(), 1);

    internal override OrderedPlan Unplanted() =>
        Week().Block("a").Block("b", on: ["T"], after: [("a", 60)]).Place("a", 0).Place("b", 120, "T").Plan();

    [Fact]
    public void A_start_before_the_gap_is_over_is_a_violation() =>
        Assert.Equal(1, Count(Week().Block("a").Block("b", on: ["T"], after: [("a", 60)]).Place("a", 0).Place("b", 60, "T")));

    [Fact]
    public void A_block_without_its_predecessor_is_a_violation() =>
        Assert.Equal(1, Count(Week().Block("a").Block("b", on: ["T"], after: [("a", 0)]).Place("b", 0, "T")));

    [Fact]
    public void A_predecessor_alone_is_fine() =>
        Assert.Equal(0, Count(Week().Block("a").Block("b", on: ["T"], after: [("a", 0)]).Place("a", 0)));

    [Fact]
    public void Each_predecessor_is_a_pair_of_its_own() =>
        Assert.Equal(2, Count(Week().Stage("U").Block("a").Block("b", on: ["T"]).Block("c", on: ["U"], after: [("a", 0), ("b", 0)])
            .Place("a", 60).Place("b", 60, "T").Place("c", 60, "U")));

    [Fact]
    public void Only_direct_predecessors_count()
    {
        var week = Week().Stage("U").Block("a").Block("b", on: ["T"], after: [("a", 0)]).Block("c", on: ["U"], after: [("b", 0)])
            .Place("a", 600).Place("b", 0, "T").Place("c", 60, "U");

        Assert.Equal(1, Count(week));
    }
}
