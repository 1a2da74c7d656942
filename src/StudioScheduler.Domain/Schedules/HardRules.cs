using System.Collections.Frozen;

namespace StudioScheduler.Domain.Schedules;

/// <summary>The ids of the contract's hard rules: what a block left out may be left out for.</summary>
public static class HardRules
{
    /// <summary>Not a rule: the block would fit and the search simply ended.</summary>
    public const string None = "none";

    /// <summary>In the contract's order.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        "eligible-stage", "grid", "window", "stage-open", "stage-overlap", "crew-overlap", "crew-shift", "crew-available",
        "person-overlap", "person-shift", "person-available", "pool", "after", "light", "sound", "past", "pin", "frozen",
    ];

    private static readonly FrozenSet<string> Reasons = Ids.Append(None).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsReason(string rule) => Reasons.Contains(rule);
}
