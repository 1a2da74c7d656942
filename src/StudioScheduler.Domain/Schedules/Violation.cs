using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Schedules;

/// <summary>One breach of a hard rule: rule and parameters; the sentence is made of them by <c>Words</c>.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Blocks">The blocks concerned, in the rule's order.</param>
/// <param name="Who">Stage, crew, person or pool id; null where the rule concerns none.</param>
/// <param name="Facts">Named values for the sentence (minutes, times, units), as short text.</param>
public sealed record Violation(string Rule, ImmutableArray<BlockId> Blocks, string? Who, ImmutableDictionary<string, string> Facts);
