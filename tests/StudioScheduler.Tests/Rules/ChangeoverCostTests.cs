using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Tests.Rules;

public class ChangeoverCostTests : SoftRuleTwin<ChangeoverCost>
{
    private static TinyWeek Week() => new TinyWeek().Stage("S", look: "x").Changeovers("set", 15, 60, null, ("x", "y", 30));

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Block("a", look: "y").Place("a", 60).Plan(), 30);

    internal override OrderedPlan Unplanted() =>
        new TinyWeek().Stage("S", look: "x").Changeovers("set", 0, 60).Block("a").Place("a", 60).Plan();

    [Fact]
    public void From_the_stages_own_look_and_then_from_look_to_look() =>
        Assert.Equal(30 + 60 + 15, Count(Week().Block("a", look: "y").Block("b").Block("c").Place("a", 60).Place("b", 240)
            .Place("c", 480)));

    [Fact]
    public void A_kind_without_a_table_has_none() =>
        Assert.Equal(0, Count(new TinyWeek().Stage("S", kind: "yard", look: "q").Changeovers("set", 15, 60).Block("a").Place("a", 60)));

    [Fact]
    public void The_block_that_it_prepares_carries_it()
    {
        var week = Week().Block("a").Block("b", look: "y").Place("a", 60).Place("b", 240);

        Assert.Equal(45, Count(week));
        Assert.Equal((15, 30), (CostByBlock(week)["a"], CostByBlock(week)["b"]));
    }
}
