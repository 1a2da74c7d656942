using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class PastRuleTests : HardRuleTwin<PastRule>
{
    private static TinyWeek Week() => new TinyWeek { Now = 60 }.Block("a");

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Place("a", 45).Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Place("a", 60).Plan();

    [Fact]
    public void A_start_before_now_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek { Now = 61 }.Block("a").Place("a", 60)));

    [Fact]
    public void Without_now_there_is_no_past() =>
        Assert.Equal(0, Count(new TinyWeek().Block("a").Place("a", 0)));

    [Fact]
    public void A_block_that_stands_as_published_may_have_begun() =>
        Assert.Equal(0, Count(Week().Publish("a", 0).Place("a", 0)));

    [Fact]
    public void Published_on_another_stage_is_no_excuse() =>
        Assert.Equal(1, Count(new TinyWeek { Now = 60 }.Stage("S").Stage("T").Block("a", on: ["S", "T"]).Publish("a", 0)
            .Place("a", 0, "T")));

    [Fact]
    public void A_pin_is_no_excuse() =>
        Assert.Equal(1, Count(Week().Pin("a", 0).Place("a", 0)));
}
