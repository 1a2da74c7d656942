using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Tests.Rules;

public class WantedCostTests : SoftRuleTwin<WantedCost>
{
    internal override (OrderedPlan Plan, long Count) Planted() => (new TinyWeek().Block("a", wanted: (120, 180)).Place("a", 90).Plan(), 30);

    internal override OrderedPlan Unplanted() => new TinyWeek().Block("a", wanted: (120, 180)).Place("a", 120).Plan();

    [Fact]
    public void Both_sides_of_the_wish_add_up() =>
        Assert.Equal(90, Count(new TinyWeek().Block("a", 150, wanted: (120, 180)).Place("a", 60)));

    [Fact]
    public void Touching_the_wish_costs_nothing() =>
        Assert.Equal(0, Count(new TinyWeek().Block("a", wanted: (0, 60)).Place("a", 0)));

    [Fact]
    public void Wholly_before_the_wish_only_the_start_counts() =>
        Assert.Equal(600, Count(new TinyWeek().Block("a", wanted: (600, 720)).Place("a", 0)));
}
