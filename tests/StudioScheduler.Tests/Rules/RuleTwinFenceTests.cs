using StudioScheduler.Domain.Words;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class RuleTwinFenceTests
{
    private static readonly Type[] RuleTypes =
        [.. typeof(Rule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Rule)) && !t.IsAbstract)];

    private static readonly Type[] Twins =
        [.. typeof(RuleTwin).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(RuleTwin)) && !t.IsAbstract && !t.IsNested)];

    [Fact]
    public void Every_rule_is_listed_and_has_a_twin_that_tests_it()
    {
        Assert.Equal(28, RuleTypes.Length);
        Assert.Empty(RuleTwinFence.Breaches(RuleTypes, [.. RuleBook.All], Twins));
    }

    [Fact]
    public void A_rule_that_is_not_listed_is_found()
    {
        var book = RuleBook.All.Where(r => r is not GridRule).ToList();

        Assert.Contains("GridRule is listed 0 times", Assert.Single(RuleTwinFence.Breaches(RuleTypes, book, Twins)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_without_a_twin_is_found()
    {
        var twins = Twins.Where(t => t != typeof(GridRuleTests)).ToList();

        Assert.Contains(
            "GridRule has no test twin", Assert.Single(RuleTwinFence.Breaches(RuleTypes, [.. RuleBook.All], twins)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_twin_that_tests_another_rule_is_found()
    {
        var breaches = RuleTwinFence.Breaches([], [], [typeof(TwinThatTestsAnotherRule)]).ToList();

        Assert.Contains(breaches, b => b.Contains("never asks grid", StringComparison.Ordinal));
        Assert.Contains(breaches, b => b.Contains("would pass without its rule", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_has_its_sentences_in_both_languages()
    {
        foreach (var wording in new[] { Wording.English, Wording.Chinese })
        {
            var wanted = RuleBook.All.SelectMany(r => new[] { $"rule.{r.Id}", $"rule.{r.Id}.name" })
                .Concat(RuleBook.Hard.Select(r => $"reason.{r.Id}"))
                .Append("reason.none");

            Assert.All(wanted, key => Assert.True(wording.Has(key), $"'{key}' has no text in {wording.Language}"));
        }
    }

    // Nested and not public, so that neither the fence nor the test runner takes it for a twin of the house.
#pragma warning disable xUnit1000
    internal sealed class TwinThatTestsAnotherRule : HardRuleTwin<GridRule>
    {
        internal override (OrderedPlan Plan, long Count) Planted() => (Unplanted(), 0);

        internal override OrderedPlan Unplanted() => new TinyWeek().Block("a").Plan();

        [Fact]
        public void A_block_on_a_foreign_stage_is_a_violation() =>
            Assert.True(new EligibleStageRule().Count(new TinyWeek().Stage("S").Stage("T").Block("a").Place("a", 0, "T").Plan()) > 0);
    }
}
