using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Tests.Rules;

public class RateCostTests : SoftRuleTwin<RateCost>
{
    private static TinyWeek Week() => new TinyWeek().Stage("S", hourlyRate: 100);

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Block("a", 90).Place("a", 0).Plan(), 150);

    internal override OrderedPlan Unplanted() => Week().Block("a", 90).Plan();

    [Fact]
    public void The_sum_is_rounded_down_not_its_parts()
    {
        // Twice 7 × 30 / 60 = 3.5.
        var week = new TinyWeek().Stage("S", hourlyRate: 7).Block("a", 30).Block("b", 30).Place("a", 0).Place("b", 30);

        Assert.Equal(7, Count(week));
        Assert.Equal((3, 4), (CostByBlock(week)["a"], CostByBlock(week)["b"]));
    }

    [Fact]
    public void The_chosen_stage_decides() =>
        Assert.Equal(50, Count(Week().Stage("T", hourlyRate: 50).Block("a", on: ["S", "T"]).Place("a", 0, "T")));
}
