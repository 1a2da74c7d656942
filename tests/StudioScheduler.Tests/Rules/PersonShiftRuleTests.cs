using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;
using static StudioScheduler.Tests.Rules.TinyWeek;

namespace StudioScheduler.Tests.Rules;

public class PersonShiftRuleTests : HardRuleTwin<PersonShiftRule>
{
    private static TinyWeek Week() => new TinyWeek().Person("p", (4 * Hour, 10 * Hour)).Block("a", people: ["p"]).Block("b", people: ["p"]);

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Place("a", 0).Place("b", 195).Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Place("a", 0).Place("b", 180).Plan();

    [Fact]
    public void A_shift_longer_than_its_limit_is_a_violation() =>
        Assert.Equal(1, Count(Week().Place("a", 0).Place("b", 195)));

    [Fact]
    public void A_shift_may_be_as_long_as_its_limit() =>
        Assert.Equal(0, Count(Week().Place("a", 0).Place("b", 180)));

    [Fact]
    public void A_full_rest_begins_a_new_shift() =>
        Assert.Equal(0, Count(Week().Place("a", 0).Place("b", 11 * Hour)));

    [Fact]
    public void A_rest_a_step_too_short_does_not() =>
        Assert.Equal(1, Count(Week().Place("a", 0).Place("b", (11 * Hour) - 15)));

    [Fact]
    public void A_shift_may_continue_the_last_work() =>
        Assert.Equal(1, Count(new TinyWeek().Person("p", (4 * Hour, 10 * Hour), lastWorked: (-180, -60)).Block("a", people: ["p"])
            .Block("b", people: ["p"]).Place("a", 15)));

    [Fact]
    public void A_block_that_is_rested_from_the_last_work_begins_its_own_shift() =>
        Assert.Equal(0, Count(new TinyWeek().Person("p", (4 * Hour, 10 * Hour), lastWorked: (-1200, -60)).Block("a", people: ["p"])
            .Block("b", people: ["p"]).Place("a", 9 * Hour)));

    [Fact]
    public void Last_work_that_no_block_continues_is_not_counted() =>
        Assert.Equal(0, Count(new TinyWeek().Person("p", (4 * Hour, 10 * Hour), lastWorked: (-1200, -60)).Block("a", people: ["p"])
            .Block("b", people: ["p"])));

    [Fact]
    public void Two_shifts_that_are_too_long_are_two_violations()
    {
        var week = new TinyWeek().Person("p", (4 * Hour, 10 * Hour)).Block("a", 5 * Hour, people: ["p"]).Block("b", 5 * Hour, people: ["p"])
            .Place("a", 0).Place("b", 30 * Hour);

        Assert.Equal(2, Count(week));
    }

    [Fact]
    public void Rest_counts_from_the_latest_end()
    {
        var week = new TinyWeek().Stage("S").Stage("T").Person("p", (4 * Hour, 10 * Hour)).Block("long", 4 * Hour, people: ["p"])
            .Block("in it", on: ["T"], people: ["p"]).Block("b", people: ["p"])
            .Place("long", 0).Place("in it", 60, "T").Place("b", 13 * Hour);

        Assert.Equal(1, Count(week));
    }

    [Fact]
    public void A_person_without_a_shift_rule_may_work_for_ever() =>
        Assert.Equal(0, Count(new TinyWeek().Person("p").Block("a", 2 * Day, people: ["p"]).Place("a", 0)));
}
