using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class LightRuleTests : HardRuleTwin<LightRule>
{
    private static TinyWeek Week() => new TinyWeek { Daylight = [(360, 720)] }.Stage("S", openToSky: true);

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Block("a", light: Light.Day).Place("a", 675).Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Block("a", light: Light.Day).Place("a", 660).Plan();

    [Fact]
    public void A_day_block_that_reaches_into_dusk_is_a_violation() =>
        Assert.Equal(1, Count(Week().Block("a", light: Light.Day).Place("a", 690)));

    [Fact]
    public void A_day_block_across_two_windows_that_touch_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek { Daylight = [(360, 480), (480, 720)] }.Stage("S", openToSky: true).Block("a", light: Light.Day)
            .Place("a", 450)));

    [Fact]
    public void A_night_block_that_meets_daylight_is_a_violation() =>
        Assert.Equal(1, Count(Week().Block("a", light: Light.Night).Place("a", 315)));

    [Fact]
    public void A_night_block_may_touch_daylight() =>
        Assert.Equal(0, Count(Week().Block("a", light: Light.Night).Place("a", 300)));

    [Fact]
    public void Without_daylight_a_day_block_has_no_place_in_the_open() =>
        Assert.Equal(1, Count(new TinyWeek { Daylight = [] }.Stage("S", openToSky: true).Block("a", light: Light.Day).Place("a", 600)));

    [Fact]
    public void Indoors_the_sun_does_not_matter() =>
        Assert.Equal(0, Count(new TinyWeek().Block("a", light: Light.Day).Place("a", 0)));

    [Fact]
    public void A_block_of_any_light_may_be_anywhere() =>
        Assert.Equal(0, Count(Week().Block("a", light: Light.Any).Place("a", 0)));
}
