using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Tests.Rules;

public class PresenceCostTests : SoftRuleTwin<PresenceCost>
{
    private static TinyWeek Week() => new TinyWeek().Person("p", rate: 100).Block("a", people: ["p"]);

    internal override (OrderedPlan Plan, long Count) Planted() =>
        (Week().Block("b", people: ["p"]).Place("a", 0).Place("b", 120).Plan(), 300);

    internal override OrderedPlan Unplanted() => Week().Plan();

    [Fact]
    public void From_the_first_start_to_the_latest_end() =>
        Assert.Equal(500, Count(new TinyWeek().Person("p", rate: 100).Stage("S").Stage("T").Block("long", 300, people: ["p"])
            .Block("b", on: ["T"], people: ["p"]).Place("long", 0).Place("b", 60, "T")));

    [Fact]
    public void The_sum_over_people_is_rounded_down()
    {
        var week = new TinyWeek().Person("p", rate: 1).Person("q", rate: 1).Person("r").Block("a", 90, people: ["p", "q", "r"])
            .Place("a", 0);

        Assert.Equal(3, Count(week));
    }

    [Fact]
    public void The_last_work_is_not_in_the_schedule() =>
        Assert.Equal(100, Count(new TinyWeek().Person("p", rate: 100, lastWorked: (-600, -60)).Block("a", people: ["p"]).Place("a", 60)));

    [Fact]
    public void An_idle_stretch_belongs_to_the_block_after_it()
    {
        var week = Week().Block("b", people: ["p"]).Place("a", 0).Place("b", 120);

        Assert.Equal(300, Count(week));
        Assert.Equal((100, 200), (CostByBlock(week)["a"], CostByBlock(week)["b"]));
    }
}
