using StudioScheduler.Engine;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Tests.Rules;

/// <summary>
/// The test twin of a rule. Its facts look at schedules only through <c>Count</c>, so that <see cref="RuleTwinFence"/> can
/// silence the rule and see them fail.
/// </summary>
public abstract class RuleTwin
{
    private Func<OrderedPlan, long> count;

    private protected RuleTwin(Rule rule)
    {
        Rule = rule;
        count = rule.Count;
    }

    internal Rule Rule { get; }

    /// <summary>How often the facts have asked the rule.</summary>
    internal int Asked { get; private set; }

    /// <summary>A schedule that costs or breaks something by this rule, and by how much.</summary>
    internal abstract (OrderedPlan Plan, long Count) Planted();

    /// <summary>The same schedule, or its like, without what is planted: the rule counts 0 there.</summary>
    internal abstract OrderedPlan Unplanted();

    internal void Silence() => count = _ => 0;

    internal long Count(TinyWeek week) => Count(week.Plan());

    internal long Count(OrderedPlan plan)
    {
        Asked++;
        return count(plan);
    }

    [Fact]
    public void The_planted_schedule_is_counted_under_this_rule()
    {
        var (plan, expected) = Planted();

        Assert.Equal(expected, Count(plan));
        Assert.True(expected > 0);
        Assert.Equal(0, Count(Unplanted()));
    }
}

public abstract class HardRuleTwin<TRule> : RuleTwin
    where TRule : HardRule, new()
{
    private protected HardRuleTwin()
        : base(new TRule())
    {
    }

    /// <summary>The facts of the violations that this rule alone reports.</summary>
    private protected IReadOnlyList<Domain.Schedules.Violation> Violations(TinyWeek week) => [.. ((HardRule)Rule).Check(week.Plan())];

    [Fact]
    public void No_other_rule_reports_the_planted_violation()
    {
        var (plan, expected) = Planted();

        Assert.Equal(Enumerable.Repeat(Rule.Id, (int)Count(plan)), Evaluator.Evaluate(plan).Violations.Select(v => v.Rule));
        Assert.Empty(Evaluator.Evaluate(Unplanted()).Violations);
        Assert.Empty(RuleBook.Hard.Where(r => r is not TRule).SelectMany(r => r.Check(plan)));
        Assert.Equal(-expected, Evaluator.Evaluate(plan).Score.Hard);
    }
}

public abstract class SoftRuleTwin<TRule> : RuleTwin
    where TRule : SoftRule, new()
{
    private protected SoftRuleTwin()
        : base(new TRule())
    {
    }

    private protected IReadOnlyDictionary<string, long> CostByBlock(TinyWeek week)
    {
        var plan = week.Plan();
        var costs = ((SoftRule)Rule).CostByBlock(plan);
        return plan.Index.Blocks.ToDictionary(b => b.Id.Value, b => costs[b.Index]);
    }

    [Fact]
    public void What_is_planted_costs_its_count_times_the_weight()
    {
        var (plan, expected) = Planted();
        var weight = ((SoftRule)Rule).WeightIn(plan.Index.Weights);

        Assert.Equal((Rule.Id, Count(plan)), Evaluator.Evaluate(plan).Parts.Single(p => p.Rule == Rule.Id));
        Assert.Equal(expected * weight, ((SoftRule)Rule).CostByBlock(plan).Sum());
        Assert.True(weight > 0);
    }
}
