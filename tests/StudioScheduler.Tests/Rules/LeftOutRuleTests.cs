using StudioScheduler.Engine;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Tests.Rules;

public class LeftOutRuleTests : RuleTwin
{
    public LeftOutRuleTests()
        : base(RuleBook.LeftOut)
    {
    }

    internal override (OrderedPlan Plan, long Count) Planted() => (new TinyWeek().Block("a", 90, priority: 3).Plan(), 270);

    internal override OrderedPlan Unplanted() => new TinyWeek().Block("a", 90, priority: 3).Place("a", 0).Plan();

    [Fact]
    public void Priority_times_minutes_is_summed() =>
        Assert.Equal(60 + 600, Count(new TinyWeek().Block("a").Block("b", priority: 10).Block("c").Place("c", 0)));

    [Fact]
    public void A_published_block_counts_twice() => Assert.Equal(120, Count(new TinyWeek().Block("a").Publish("a", 0)));

    [Fact]
    public void It_is_the_medium_score()
    {
        var (plan, _) = Planted();

        Assert.Equal(-Count(plan), Evaluator.Evaluate(plan).Score.Medium);
    }
}
