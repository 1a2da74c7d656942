using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;
using static StudioScheduler.Tests.Rules.TinyWeek;

namespace StudioScheduler.Tests.Rules;

public class MoveCostTests : SoftRuleTwin<MoveCost>
{
    private static TinyWeek Week() =>
        new TinyWeek { SameZoneMinutes = 30 }.Stage("S").Stage("T").Crew("c", max: 10 * Hour, rest: 8 * Hour).Block("a", crew: "c")
            .Block("b", on: ["S", "T"], crew: "c");

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Place("a", 0).Place("b", 120, "T").Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Place("a", 0).Place("b", 120).Plan();

    [Fact]
    public void Another_stage_in_one_shift_is_a_move() =>
        Assert.Equal(1, Count(Week().Place("b", 0, "T").Place("a", 90)));

    [Fact]
    public void From_one_shift_to_the_next_there_is_none() =>
        Assert.Equal(0, Count(Week().Place("a", 0).Place("b", 9 * Hour, "T")));

    [Fact]
    public void The_last_work_adds_none() =>
        Assert.Equal(0, Count(new TinyWeek { SameZoneMinutes = 30 }.Stage("S").Stage("T")
            .Crew("c", max: 10 * Hour, rest: 8 * Hour, lastWorked: (-120, 0)).Block("a", crew: "c").Block("b", on: ["S", "T"], crew: "c")
            .Place("a", 0)));
}
