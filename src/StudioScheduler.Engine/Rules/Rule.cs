using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Rules;

/// <summary>A rule of the contract. One rule, one file: its sentence, its definition, nothing of the search.</summary>
public abstract class Rule
{
    /// <summary>The contract's name, for example <c>stage-overlap</c>. Its sentence for people is the text <c>rule.{Id}</c>.</summary>
    public abstract string Id { get; }
}

/// <summary>A schedule that breaks one is not a schedule.</summary>
public abstract class HardRule : Rule
{
    /// <summary>All violations, counted as the contract counts them.</summary>
    public abstract IEnumerable<Violation> Check(Placements plan);
}

/// <summary>What a good week costs.</summary>
public abstract class SoftRule : Rule
{
    /// <summary>The weight of one unit of <see cref="Count"/>.</summary>
    public abstract int WeightOf(Placements plan);

    /// <summary>Units counted (minutes, moves, yuan …), before the weight; at least 0.</summary>
    public abstract long Count(Placements plan);
}
