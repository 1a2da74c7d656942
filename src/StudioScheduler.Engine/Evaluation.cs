using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine;

/// <summary>The full score of a schedule with everything that it is made of.</summary>
/// <param name="Parts">Units counted by each soft rule, in the rule book's order, before weights.</param>
/// <param name="Violations">All breaches of hard rules, in the rule book's order.</param>
public sealed record Evaluation(Score Score, IReadOnlyList<(string Rule, long Count)> Parts, IReadOnlyList<Violation> Violations);
