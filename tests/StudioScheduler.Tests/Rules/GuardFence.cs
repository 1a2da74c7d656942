using System.Reflection;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Tests.Rules;

/// <summary>Fence: every rule is guarded somewhere in the search.</summary>
internal static class GuardFence
{
    public static IEnumerable<string> Breaches(IEnumerable<Rule> rules, IEnumerable<Type> searchTypes)
    {
        var guarded = searchTypes.SelectMany(t => t.GetCustomAttribute<GuardsAttribute>()?.Rules ?? []).ToHashSet();
        return rules.Where(r => !guarded.Contains(r.GetType()))
            .Select(r => $"The search has no guard for '{r.Id}'. Maybe add [Guards(typeof({r.GetType().Name}))] to the state that keeps it.");
    }
}
