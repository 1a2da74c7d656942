namespace StudioScheduler.Engine.Explaining;

/// <summary>One breach that a place would make, and whose going would mend it: at least one of them must go whatever else goes.</summary>
/// <param name="Culprits">Rising within a tour; empty where nobody's going helps.</param>
internal sealed record Clash(string Rule, IReadOnlyList<int> Culprits);
