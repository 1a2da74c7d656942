using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Domain.Words;

/// <summary>What the rules found, said for people: ids as they are, or with their names where those are at hand.</summary>
/// <param name="names">Ids that it does not have are said as they are.</param>
public sealed class ScheduleSentences(Wording wording, ScheduleNames names)
{
    /// <param name="problem">Whose names are said; without it only ids are.</param>
    public ScheduleSentences(Wording wording, Problem? problem = null)
        : this(wording, ScheduleNames.Of(problem))
    {
    }

    /// <summary>One sentence: the text <c>violation.{rule}</c>, or <c>violation.{rule}.{case}</c> where the facts hold a <c>case</c>.</summary>
    public string Of(Violation violation)
    {
        var key = $"violation.{violation.Rule}";
        if (violation.Facts.TryGetValue("case", out var particular))
        {
            key = $"{key}.{particular}";
        }

        // Nobody follows anybody after −315 minutes: they overlap.
        var overlap = particular is null && violation.Facts.TryGetValue("has", out var has) && has.StartsWith('-') && wording.Has($"overlap.{violation.Rule}") ? has[1..] : null;
        if (overlap is not null)
        {
            key = $"overlap.{violation.Rule}";
        }

        var parameters = new List<(string, object?)>
        {
            ("first", violation.Blocks.Length > 0 ? Named(names.Blocks, violation.Blocks[0].Value) : ""),
            ("second", violation.Blocks.Length > 1 ? Named(names.Blocks, violation.Blocks[1].Value) : ""),
            ("blocks", ListOf(violation.Blocks)),
            ("overlap", overlap),
            ("who", violation.Who is { } who ? Named(NamesFor(violation.Rule), who) : ""),
        };
        parameters.AddRange(violation.Facts.Select(fact => (fact.Key, (object?)fact.Value)));
        return wording.Say(key, [.. parameters]);
    }

    /// <summary>Why a block is left out: the text <c>reason.{rule}</c> and, if any, the blocks it would have to push aside.</summary>
    public string OfReason(string rule, IReadOnlyList<BlockId> pushedAside)
    {
        var sentence = wording.Say($"reason.{rule}");
        return pushedAside.Count == 0 ? sentence : wording.Say("reason.aside", ("reason", sentence), ("blocks", ListOf(pushedAside)));
    }

    /// <summary>The rule's short name, for example a heading.</summary>
    public string NameOf(string rule) => wording.Say($"rule.{rule}.name");

    private string ListOf(IEnumerable<BlockId> ids) => string.Join(wording.Say("list.separator"), ids.Select(id => Named(names.Blocks, id.Value)));

    private static string Named(IReadOnlyDictionary<string, string> names, string id) => names.GetValueOrDefault(id, id);

    /// <summary>Ids are unique within their list only: the rule says whose id <c>who</c> is.</summary>
    private IReadOnlyDictionary<string, string> NamesFor(string rule) =>
        rule.StartsWith("crew-", StringComparison.Ordinal) ? names.Crews
        : rule.StartsWith("person-", StringComparison.Ordinal) ? names.People
        : rule == "pool" ? names.Pools
        : names.Stages;
}
