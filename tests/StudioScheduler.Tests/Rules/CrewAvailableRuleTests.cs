using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class CrewAvailableRuleTests : HardRuleTwin<CrewAvailableRule>
{
    internal override (OrderedPlan Plan, long Count) Planted() =>
        (new TinyWeek().Crew("c", away: [(60, 120)]).Block("a", crew: "c").Place("a", 15).Plan(), 1);

    internal override OrderedPlan Unplanted() => new TinyWeek().Crew("c", away: [(60, 120)]).Block("a", crew: "c").Place("a", 0).Plan();

    [Fact]
    public void A_block_while_its_crew_is_away_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Crew("c", away: [(0, 300)]).Block("a", crew: "c").Place("a", 60)));

    [Fact]
    public void A_block_may_touch_absences_on_both_sides() =>
        Assert.Equal(0, Count(new TinyWeek().Crew("c", away: [(0, 60), (120, 180)]).Block("a", crew: "c").Place("a", 60)));

    [Fact]
    public void Two_absences_and_one_block_are_one_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Crew("c", away: [(0, 75), (105, 180)]).Block("a", crew: "c").Place("a", 60)));

    [Fact]
    public void A_performer_who_is_away_is_another_matter() =>
        Assert.Equal(0, Count(new TinyWeek().Person("p", away: [(0, 600)]).Block("a", people: ["p"]).Place("a", 60)));
}
