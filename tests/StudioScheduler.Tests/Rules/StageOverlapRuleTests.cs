using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class StageOverlapRuleTests : HardRuleTwin<StageOverlapRule>
{
    private static TinyWeek Week() => new TinyWeek().Changeovers("set", 15, 60, null, ("x", "y", 30));

    internal override (OrderedPlan Plan, long Count) Planted() =>
        (Week().Block("a").Block("b", look: "y").Place("a", 0).Place("b", 75).Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Block("a").Block("b", look: "y").Place("a", 0).Place("b", 90).Plan();

    [Fact]
    public void A_start_before_the_changeover_is_done_is_a_violation() =>
        Assert.Equal(1, Count(Week().Block("a").Block("b", look: "y").Place("a", 0).Place("b", 60)));

    [Fact]
    public void Pairs_of_looks_are_directed() =>
        Assert.Equal(1, Count(Week().Block("a", look: "y").Block("b").Place("a", 0).Place("b", 90)));

    [Fact]
    public void The_same_look_needs_its_own_minutes() =>
        Assert.Equal(1, Count(Week().Block("a").Block("b").Place("a", 0).Place("b", 60)));

    [Fact]
    public void The_first_block_waits_for_the_changeover_from_what_stands_there()
    {
        var built = new TinyWeek().Stage("S", look: "x").Changeovers("set", 0, 60).Block("a", look: "y");

        Assert.Equal(1, Count(built.Place("a", 45)));
    }

    [Fact]
    public void A_stage_without_a_look_owes_no_first_changeover() =>
        Assert.Equal(0, Count(new TinyWeek().Stage("S").Changeovers("set", 30, 60).Block("a").Place("a", 0)));

    [Fact]
    public void Equal_times_are_ordered_by_code_points_of_the_id()
    {
        // U+FB00 comes before U+1F600, though its UTF-16 unit is the larger one: the pair y to x is not listed and needs 60.
        var week = new TinyWeek().Changeovers("set", 0, 60, null, ("x", "y", 0), ("y", "x", 240))
            .Block("\uFB00", look: "x").Block("\U0001F600", look: "y").Place("\uFB00", 0).Place("\U0001F600", 0);

        var violation = Assert.Single(Violations(week));
        Assert.Equal(1, Count(week));
        Assert.Equal(["\uFB00", "\U0001F600"], violation.Blocks.Select(b => b.Value));
        Assert.Equal("0", violation.Facts["needs"]);
    }

    [Fact]
    public void A_long_block_over_two_short_ones_is_counted_by_consecutive_pairs() =>
        Assert.Equal(1, Count(new TinyWeek().Block("long", 300).Block("a").Block("b").Place("long", 0).Place("a", 60).Place("b", 180)));
}
