using System.Reflection;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Tests.Rules;

/// <summary>
/// Fence: every rule of the engine is listed in the rule book once and has a test twin, and the twin really tests it: each of its own
/// facts asks the rule, and with the rule silenced at least one of them fails.
/// </summary>
internal static class RuleTwinFence
{
    /// <param name="ruleTypes">All rule types there are.</param>
    /// <param name="listed">The rule book.</param>
    /// <param name="twins">All twin types there are.</param>
    public static IEnumerable<string> Breaches(IReadOnlyList<Type> ruleTypes, IReadOnlyList<Rule> listed, IReadOnlyList<Type> twins)
    {
        foreach (var type in ruleTypes)
        {
            if (listed.Count(r => r.GetType() == type) is var times && times != 1)
                yield return $"{type.Name} is listed {times} times in the rule book. Maybe add it to RuleBook, once.";
            if (twins.Count(t => t.Name == $"{type.Name}Tests" && RuleOf(t) == type) != 1)
                yield return $"{type.Name} has no test twin. Maybe write Rules/{type.Name}Tests.cs with a RuleTwin of it.";
        }

        foreach (var doubled in listed.GroupBy(r => r.Id).Where(g => g.Count() > 1))
            yield return $"'{doubled.Key}' is the id of {doubled.Count()} rules. Maybe one was copied.";
        foreach (var breach in twins.SelectMany(BreachesOf))
            yield return breach;
    }

    private static IEnumerable<string> BreachesOf(Type twin)
    {
        var facts = twin.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => m.GetCustomAttributes<FactAttribute>().Any() && m.GetParameters().Length == 0)
            .ToList();
        var caught = 0;
        foreach (var fact in facts)
        {
            var sound = (RuleTwin)Activator.CreateInstance(twin)!;
            if (!Passes(sound, fact))
                yield return $"{twin.Name}.{fact.Name} fails. Maybe see its own result.";
            if (sound.Asked == 0)
                yield return $"{twin.Name}.{fact.Name} never asks {sound.Rule.Id}. Maybe it tests another rule.";

            var silenced = (RuleTwin)Activator.CreateInstance(twin)!;
            silenced.Silence();
            caught += Passes(silenced, fact) ? 0 : 1;
        }

        if (caught == 0)
            yield return $"{twin.Name} would pass without its rule. Maybe its facts test nothing, or another rule.";
    }

    private static bool Passes(RuleTwin twin, MethodInfo fact)
    {
        try
        {
            fact.Invoke(twin, null);
            return true;
        }
        catch (TargetInvocationException)
        {
            return false;
        }
    }

    private static Type RuleOf(Type twin) => ((RuleTwin)Activator.CreateInstance(twin)!).Rule.GetType();
}
