using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Engine;

/// <summary>Scores whole schedules by the rule book, feasible or not. The search keeps its own running score and is checked against this one.</summary>
public static class Evaluator
{
    /// <summary>All rules, with every violation.</summary>
    /// <exception cref="UnlistedMoveException">The schedule needs a move that the problem does not list: bad input.</exception>
    public static Evaluation Evaluate(Placements placements) => Evaluate(new OrderedPlan(placements));

    public static Evaluation Evaluate(OrderedPlan plan)
    {
        var violations = new List<Violation>();
        foreach (var rule in RuleBook.Hard)
        {
            violations.AddRange(rule.Check(plan));
        }

        var parts = new (string Rule, long Count)[RuleBook.Soft.Count];
        long soft = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var rule = RuleBook.Soft[i];
            parts[i] = (rule.Id, rule.Count(plan));
            soft += parts[i].Count * rule.WeightIn(plan.Index.Weights);
        }

        return new(new(-violations.Count, -RuleBook.LeftOut.Count(plan), -soft), parts, violations);
    }

    /// <summary>The score alone: the same work, but violations are only counted.</summary>
    /// <exception cref="UnlistedMoveException">As <see cref="Evaluate(Placements)"/>.</exception>
    public static Score Score(Placements placements)
    {
        var plan = new OrderedPlan(placements);
        long hard = 0;
        foreach (var rule in RuleBook.Hard)
        {
            hard += rule.Count(plan);
        }

        long soft = 0;
        foreach (var rule in RuleBook.Soft)
        {
            soft += rule.Count(plan) * rule.WeightIn(plan.Index.Weights);
        }

        return new(-hard, -RuleBook.LeftOut.Count(plan), -soft);
    }
}
