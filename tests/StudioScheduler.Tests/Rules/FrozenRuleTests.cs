using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class FrozenRuleTests : HardRuleTwin<FrozenRule>
{
    private static TinyWeek Week() => new TinyWeek { FrozenUntil = 120 }.Stage("S").Stage("T");

    internal override (OrderedPlan Plan, long Count) Planted() =>
        (Week().Block("a", on: ["S", "T"]).Publish("a", 60).Place("a", 75).Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Block("a", on: ["S", "T"]).Publish("a", 60).Place("a", 60).Plan();

    [Fact]
    public void A_frozen_block_that_moves_is_a_violation() =>
        Assert.Equal(1, Count(Week().Block("a", on: ["S", "T"]).Publish("a", 60).Place("a", 60, "T")));

    [Fact]
    public void A_frozen_block_that_is_left_out_is_a_violation() =>
        Assert.Equal(1, Count(Week().Block("a", on: ["S", "T"]).Publish("a", 60)));

    [Fact]
    public void A_block_published_at_the_end_of_the_freeze_is_free() =>
        Assert.Equal(0, Count(new TinyWeek { FrozenUntil = 60 }.Stage("S").Stage("T").Block("a", on: ["S", "T"]).Publish("a", 60)
            .Place("a", 600)));

    [Fact]
    public void A_block_whose_stage_is_closed_now_is_free() =>
        Assert.Equal(0, Count(new TinyWeek { FrozenUntil = 120 }.Stage("S", closed: [(90, 600)]).Stage("T").Block("a", on: ["S", "T"])
            .Publish("a", 60).Place("a", 600, "T")));

    [Fact]
    public void A_closure_that_only_touches_it_frees_nothing() =>
        Assert.Equal(1, Count(new TinyWeek { FrozenUntil = 120 }.Stage("S", closed: [(120, 600)]).Stage("T").Block("a", on: ["S", "T"])
            .Publish("a", 60).Place("a", 600, "T")));

    [Fact]
    public void A_block_whose_crew_is_away_is_free() =>
        Assert.Equal(0, Count(Week().Crew("c", away: [(0, 90)]).Block("a", crew: "c").Publish("a", 60).Place("a", 600)));

    [Fact]
    public void A_block_whose_performer_is_away_is_free() =>
        Assert.Equal(0, Count(Week().Person("p", away: [(0, 90)]).Block("a", people: ["p"]).Publish("a", 60)));

    [Fact]
    public void A_block_published_off_the_grid_or_its_window_or_its_stages_is_free()
    {
        Assert.Equal(0, Count(Week().Block("a", on: ["S", "T"]).Publish("a", 61)));
        Assert.Equal(0, Count(Week().Block("a", window: (75, 600)).Publish("a", 60)));
        Assert.Equal(0, Count(Week().Block("a", on: ["T"]).Publish("a", 60)));
    }

    [Fact]
    public void A_day_block_published_in_the_dark_is_free() =>
        Assert.Equal(0, Count(new TinyWeek { FrozenUntil = 120 }.Stage("S", openToSky: true).Stage("T").Block("a", light: Light.Day)
            .Publish("a", 60)));

    [Fact]
    public void No_other_rule_frees_it() =>
        Assert.Equal(1, Count(new TinyWeek { FrozenUntil = 120, Now = 90 }.Pool("crane", 0).Block("a", pools: [("crane", 1)])
            .Publish("a", 60).Place("a", 600)));
}
