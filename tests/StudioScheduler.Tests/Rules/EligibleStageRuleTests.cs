using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class EligibleStageRuleTests : HardRuleTwin<EligibleStageRule>
{
    private static TinyWeek Week() => new TinyWeek().Stage("S").Stage("T");

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Block("a", on: ["S"]).Place("a", 0, "T").Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Block("a", on: ["S"]).Place("a", 0, "S").Plan();

    [Fact]
    public void A_block_on_a_stage_that_it_does_not_list_is_a_violation() =>
        Assert.Equal(1, Count(Week().Block("a").Place("a", 0, "T")));

    [Fact]
    public void The_second_of_its_stages_will_do() =>
        Assert.Equal(0, Count(Week().Block("a", on: ["S", "T"]).Place("a", 0, "T")));
}
