using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;
using static StudioScheduler.Tests.Rules.TinyWeek;

namespace StudioScheduler.Tests.Rules;

public class ShiftCostTests : SoftRuleTwin<ShiftCost>
{
    private static TinyWeek Week() =>
        new TinyWeek { SameZoneMinutes = 30 }.Stage("S").Stage("T").Crew("c", max: 10 * Hour, rest: 8 * Hour).Block("a", crew: "c")
            .Block("b", on: ["S", "T"], crew: "c");

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Place("a", 0).Place("b", 9 * Hour).Plan(), 2);

    internal override OrderedPlan Unplanted() => Week().Plan();

    [Fact]
    public void Blocks_of_one_shift_share_its_price()
    {
        var week = Week().Block("d", crew: "c").Place("a", 0).Place("b", 60).Place("d", 120);

        Assert.Equal(1, Count(week));
        Assert.Equal(80, CostByBlock(week)["d"]);
    }

    [Fact]
    public void What_does_not_divide_falls_on_the_first_blocks()
    {
        var week = new TinyWeek { Weights = new() { Shift = 5 } }.Stage("S").Stage("T").Crew("c", max: 10 * Hour, rest: 8 * Hour)
            .Block("a", crew: "c").Block("b", on: ["S", "T"], crew: "c").Place("a", 0).Place("b", 60);

        Assert.Equal(1, Count(week));
        Assert.Equal((3, 2), (CostByBlock(week)["a"], CostByBlock(week)["b"]));
    }

    [Fact]
    public void A_shift_that_continues_the_last_work_counts() =>
        Assert.Equal(1, Count(new TinyWeek { SameZoneMinutes = 30 }.Stage("S").Stage("T")
            .Crew("c", max: 10 * Hour, rest: 8 * Hour, lastWorked: (-120, 0)).Block("a", crew: "c").Block("b", on: ["S", "T"], crew: "c")
            .Place("a", 0)));

    [Fact]
    public void Last_work_alone_does_not() =>
        Assert.Equal(0, Count(new TinyWeek { SameZoneMinutes = 30 }.Stage("S").Stage("T")
            .Crew("c", max: 10 * Hour, rest: 8 * Hour, lastWorked: (-120, 0)).Block("a", crew: "c").Block("b", on: ["S", "T"], crew: "c")));
}
