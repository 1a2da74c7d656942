using System.Collections.Frozen;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Domain.Words;

/// <summary>What the rules found, said for people: ids as they are, or with their names where the problem is at hand.</summary>
public sealed class ScheduleSentences
{
    private readonly Wording wording;
    private readonly FrozenDictionary<string, string> blocks;
    private readonly FrozenDictionary<string, string> stages;
    private readonly FrozenDictionary<string, string> crews;
    private readonly FrozenDictionary<string, string> people;
    private readonly FrozenDictionary<string, string> pools;

    /// <param name="problem">Whose names are said; without it only ids are.</param>
    public ScheduleSentences(Wording wording, Problem? problem = null)
    {
        this.wording = wording;
        blocks = Names(problem?.Blocks.Select(b => (b.Id.Value, b.Name)));
        stages = Names(problem?.Stages.Select(s => (s.Id.Value, s.Name)));
        crews = Names(problem?.Crews.Select(c => (c.Id.Value, c.Name)));
        people = Names(problem?.People.Select(p => (p.Id.Value, p.Name)));
        pools = Names(problem?.Pools.Select(p => (p.Id.Value, p.Name)));
    }

    /// <summary>One sentence: the text <c>violation.{rule}</c>, or <c>violation.{rule}.{case}</c> where the facts hold a <c>case</c>.</summary>
    public string Of(Violation violation)
    {
        var key = $"violation.{violation.Rule}";
        if (violation.Facts.TryGetValue("case", out var particular))
        {
            key = $"{key}.{particular}";
        }

        var parameters = new List<(string, object?)>
        {
            ("first", violation.Blocks.Length > 0 ? Named(blocks, violation.Blocks[0].Value) : ""),
            ("second", violation.Blocks.Length > 1 ? Named(blocks, violation.Blocks[1].Value) : ""),
            ("blocks", ListOf(violation.Blocks)),
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

    private string ListOf(IEnumerable<BlockId> ids) => string.Join(wording.Say("list.separator"), ids.Select(id => Named(blocks, id.Value)));

    private static string Named(FrozenDictionary<string, string> names, string id) =>
        names.TryGetValue(id, out var name) && name.Length > 0 && name != id ? $"{name} ({id})" : id;

    /// <summary>Ids are unique within their list only: the rule says whose id <c>who</c> is.</summary>
    private FrozenDictionary<string, string> NamesFor(string rule) =>
        rule.StartsWith("crew-", StringComparison.Ordinal) ? crews
        : rule.StartsWith("person-", StringComparison.Ordinal) ? people
        : rule == "pool" ? pools
        : stages;

    private static FrozenDictionary<string, string> Names(IEnumerable<(string Id, string Name)>? names) =>
        (names ?? []).ToFrozenDictionary(n => n.Id, n => n.Name, StringComparer.Ordinal);
}
