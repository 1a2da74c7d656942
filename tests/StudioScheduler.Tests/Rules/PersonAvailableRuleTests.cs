using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class PersonAvailableRuleTests : HardRuleTwin<PersonAvailableRule>
{
    internal override (OrderedPlan Plan, long Count) Planted() =>
        (new TinyWeek().Person("p", away: [(60, 120)]).Block("a", people: ["p"]).Place("a", 15).Plan(), 1);

    internal override OrderedPlan Unplanted() =>
        new TinyWeek().Person("p", away: [(60, 120)]).Block("a", people: ["p"]).Place("a", 0).Plan();

    [Fact]
    public void A_block_while_its_performer_is_away_is_a_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Person("p", away: [(0, 300)]).Block("a", people: ["p"]).Place("a", 60)));

    [Fact]
    public void Two_performers_away_from_one_block_are_two_violations() =>
        Assert.Equal(2, Count(new TinyWeek().Person("p", away: [(0, 300)]).Person("q", away: [(75, 90)]).Person("r")
            .Block("a", people: ["p", "r", "q"]).Place("a", 60)));

    [Fact]
    public void Two_absences_of_one_performer_are_one_violation() =>
        Assert.Equal(1, Count(new TinyWeek().Person("p", away: [(0, 75), (105, 180)]).Block("a", people: ["p"]).Place("a", 60)));

    [Fact]
    public void A_block_may_touch_an_absence() =>
        Assert.Equal(0, Count(new TinyWeek().Person("p", away: [(0, 60)]).Block("a", people: ["p"]).Place("a", 60)));
}
