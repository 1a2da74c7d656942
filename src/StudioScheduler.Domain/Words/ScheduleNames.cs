using System.Collections.Frozen;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Words;

/// <summary>What sentences call things, by their ids.</summary>
public sealed record ScheduleNames
{
    public IReadOnlyDictionary<string, string> Blocks { get; init; } = FrozenDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Stages { get; init; } = FrozenDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Crews { get; init; } = FrozenDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> People { get; init; } = FrozenDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Pools { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Each name with its id: whoever reads them has the file before them.</summary>
    public static ScheduleNames Of(Problem? problem) => problem is null ? new() : new()
    {
        Blocks = WithIds(problem.Blocks.Select(b => (b.Id.Value, b.Name))),
        Stages = WithIds(problem.Stages.Select(s => (s.Id.Value, s.Name))),
        Crews = WithIds(problem.Crews.Select(c => (c.Id.Value, c.Name))),
        People = WithIds(problem.People.Select(p => (p.Id.Value, p.Name))),
        Pools = WithIds(problem.Pools.Select(p => (p.Id.Value, p.Name))),
    };

    /// <summary>Names alone, with the id only where several share a name.</summary>
    public static IReadOnlyDictionary<string, string> Distinct(IEnumerable<(string Id, string Name)> names)
    {
        var all = names.ToList();
        var shared = all.GroupBy(n => n.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return all.ToFrozenDictionary(n => n.Id, n => n.Name.Length == 0 ? n.Id : shared.Contains(n.Name) ? $"{n.Name} ({n.Id})" : n.Name, StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string> WithIds(IEnumerable<(string Id, string Name)> names) =>
        names.ToFrozenDictionary(n => n.Id, n => n.Name.Length > 0 && n.Name != n.Id ? $"{n.Name} ({n.Id})" : n.Id, StringComparer.Ordinal);
}
