using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;
using static StudioScheduler.Tests.Rules.TinyWeek;

namespace StudioScheduler.Tests.Rules;

public class WaitCostTests : SoftRuleTwin<WaitCost>
{
    private static TinyWeek Week() =>
        new TinyWeek { SameZoneMinutes = 30 }.Stage("S").Stage("T").Crew("c", max: 10 * Hour, rest: 8 * Hour).Block("a", crew: "c")
            .Block("b", on: ["S", "T"], crew: "c");

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Place("a", 0).Place("b", 120, "T").Plan(), 30);

    internal override OrderedPlan Unplanted() => Week().Place("a", 0).Place("b", 90, "T").Plan();

    [Fact]
    public void The_gap_counts_less_the_move() =>
        Assert.Equal(60, Count(Week().Place("a", 0).Place("b", 150, "T")));

    [Fact]
    public void On_the_same_stage_the_whole_gap_counts() =>
        Assert.Equal(90, Count(Week().Place("a", 0).Place("b", 150)));

    [Fact]
    public void An_overlap_is_no_negative_wait() =>
        Assert.Equal(0, Count(Week().Place("a", 0).Place("b", 15, "T")));

    [Fact]
    public void A_rest_between_shifts_is_no_wait() =>
        Assert.Equal(0, Count(Week().Place("a", 0).Place("b", 9 * Hour)));

    [Fact]
    public void After_the_last_work_there_is_none() =>
        Assert.Equal(0, Count(new TinyWeek { SameZoneMinutes = 30 }.Stage("S").Stage("T")
            .Crew("c", max: 10 * Hour, rest: 8 * Hour, lastWorked: (-120, 0)).Block("a", crew: "c").Block("b", on: ["S", "T"], crew: "c")
            .Place("a", 60)));

    [Fact]
    public void The_gap_is_from_the_earlier_blocks_own_end()
    {
        var week = new TinyWeek().Stage("S").Stage("T").Crew("c", max: 20 * Hour).Block("long", 240, crew: "c")
            .Block("in it", crew: "c", on: ["T"]).Block("b", crew: "c", on: ["T"])
            .Place("long", 0).Place("in it", 60, "T").Place("b", 240, "T");

        Assert.Equal(120, Count(week));
    }
}
