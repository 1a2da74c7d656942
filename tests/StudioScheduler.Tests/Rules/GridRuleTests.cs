using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class GridRuleTests : HardRuleTwin<GridRule>
{
    internal override (OrderedPlan Plan, long Count) Planted() => (new TinyWeek().Block("a").Place("a", 20).Plan(), 1);

    internal override OrderedPlan Unplanted() => new TinyWeek().Block("a").Place("a", 15).Plan();

    [Fact]
    public void A_start_between_two_steps_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Block("a").Place("a", 61)));

    [Fact]
    public void The_grid_is_counted_from_the_start_of_the_horizon() =>
        Assert.Equal(0, Count(new TinyWeek { Start = new(2026, 3, 16, 0, 7, 0, TimeSpan.FromHours(8)) }.Block("a").Place("a", 15)));

    [Fact]
    public void The_grid_goes_on_before_the_horizon() =>
        Assert.Equal(0, Count(new TinyWeek().Block("a").Place("a", -15)));
}
