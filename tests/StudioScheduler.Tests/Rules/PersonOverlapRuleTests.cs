using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class PersonOverlapRuleTests : HardRuleTwin<PersonOverlapRule>
{
    private static TinyWeek Week() =>
        new TinyWeek { SameZoneMinutes = 30, Zones = [("z", "far", 60)] }.Stage("S").Stage("T").Stage("U", zone: "far").Person("p")
            .Block("a", people: ["p"]).Block("b", on: ["T", "U"], people: ["p"]);

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Place("a", 0).Place("b", 75, "T").Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Place("a", 0).Place("b", 90, "T").Plan();

    [Fact]
    public void A_start_before_the_move_is_done_is_a_violation() =>
        Assert.Equal(1, Count(Week().Place("a", 0).Place("b", 75, "T")));

    [Fact]
    public void A_move_within_a_zone_may_be_exact() =>
        Assert.Equal(0, Count(Week().Place("a", 0).Place("b", 90, "T")));

    [Fact]
    public void A_move_between_zones_is_valid_both_ways() =>
        Assert.Equal(1, Count(Week().Place("b", 0, "U").Place("a", 105)));

    [Fact]
    public void The_same_stage_needs_no_move() =>
        Assert.Equal(0, Count(new TinyWeek { SameZoneMinutes = 30, Zones = [("z", "far", 60)] }.Stage("S").Stage("T")
            .Stage("U", zone: "far").Person("p").Block("a", people: ["p"]).Block("b", people: ["p"]).Place("a", 0).Place("b", 60)));

    [Fact]
    public void A_start_before_the_last_work_ends_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Person("p", lastWorked: (-300, 60)).Block("a", people: ["p"]).Place("a", 45)));

    [Fact]
    public void A_start_as_the_last_work_ends_needs_no_move() =>
        Assert.Equal(0, Count(new TinyWeek().Person("p", lastWorked: (-300, 60)).Block("a", people: ["p"]).Place("a", 60)));

    [Fact]
    public void A_move_that_the_file_does_not_list_is_no_violation_but_bad_input()
    {
        var week = new TinyWeek().Stage("S").Stage("T").Stage("U", zone: "far").Person("p").Block("a", people: ["p"])
            .Block("b", people: ["p"]).Place("a", 0).Place("b", 600, "U");

        var refused = Assert.Throws<UnlistedMoveException>(() => Count(week));
        Assert.Equal(("z", "far"), (refused.FromZone, refused.ToZone));
        Assert.Contains("Maybe", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_performers_in_the_same_pair_of_blocks_are_two_violations()
    {
        var week = new TinyWeek().Stage("S").Stage("T").Person("p").Person("q")
            .Block("a", people: ["p", "q"]).Block("b", on: ["T"], people: ["q", "p"]).Place("a", 0).Place("b", 30, "T");

        Assert.Equal(2, Count(week));
    }
}
