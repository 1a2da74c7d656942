using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;
using static StudioScheduler.Tests.Rules.TinyWeek;

namespace StudioScheduler.Tests.Rules;

public class WindowRuleTests : HardRuleTwin<WindowRule>
{
    private static TinyWeek Week() => new TinyWeek().Block("a", window: (60, 180));

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Place("a", 135).Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Place("a", 120).Plan();

    [Fact]
    public void A_block_that_ends_after_its_window_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Block("a", window: (0, 90)).Place("a", 45)));

    [Fact]
    public void A_block_that_starts_before_its_window_is_a_violation() =>
        Assert.Equal(1, Count(Week().Place("a", 45)));

    [Fact]
    public void A_block_may_fill_its_window() =>
        Assert.Equal(0, Count(new TinyWeek().Block("a", window: (60, 120)).Place("a", 60)));

    [Fact]
    public void A_window_that_reaches_past_the_horizon_does_not_widen_it() =>
        Assert.Equal(1, Count(new TinyWeek().Block("a", window: (0, 4 * Day)).Place("a", (3 * Day) - 45)));

    [Fact]
    public void A_block_outside_window_and_horizon_is_one_violation() =>
        Assert.Equal(1, Count(Week().Place("a", -600)));
}
