using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class CrewOverlapRuleTests : HardRuleTwin<CrewOverlapRule>
{
    private static TinyWeek Week() =>
        new TinyWeek { SameZoneMinutes = 30, Zones = [("z", "far", 60)] }.Stage("S").Stage("T").Stage("U", zone: "far").Crew("c")
            .Block("a", crew: "c").Block("b", on: ["T", "U"], crew: "c");

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
            .Stage("U", zone: "far").Crew("c").Block("a", crew: "c").Block("b", crew: "c").Place("a", 0).Place("b", 60)));

    [Fact]
    public void A_start_before_the_last_work_ends_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Crew("c", lastWorked: (-300, 60)).Block("a", crew: "c").Place("a", 45)));

    [Fact]
    public void A_start_as_the_last_work_ends_needs_no_move() =>
        Assert.Equal(0, Count(new TinyWeek().Crew("c", lastWorked: (-300, 60)).Block("a", crew: "c").Place("a", 60)));

    [Fact]
    public void A_move_that_the_file_does_not_list_is_no_violation_but_bad_input()
    {
        var week = new TinyWeek().Stage("S").Stage("T").Stage("U", zone: "far").Crew("c").Block("a", crew: "c").Block("b", crew: "c")
            .Place("a", 0).Place("b", 600, "U");

        var refused = Assert.Throws<UnlistedMoveException>(() => Count(week));
        Assert.Equal(("z", "far"), (refused.FromZone, refused.ToZone));
        Assert.Contains("Maybe", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_blocks_at_once_are_two_pairs()
    {
        var week = new TinyWeek().Stage("S").Stage("T").Stage("U").Crew("c")
            .Block("a", crew: "c").Block("b", on: ["T"], crew: "c").Block("d", on: ["U"], crew: "c").Place("a", 0).Place("b", 0, "T")
                  .Place("d", 0, "U");

        Assert.Equal(2, Count(week));
    }
}
