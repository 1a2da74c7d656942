namespace StudioScheduler.Engine.Rules;

/// <summary>
/// Says which rules a state of the search keeps: it never lets a move break a hard one, and it prices a soft one. A test demands a
/// guard for every rule, so that a new rule is not forgotten there.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class GuardsAttribute(params Type[] rules) : Attribute
{
    public IReadOnlyList<Type> Rules { get; } = rules;
}
