using System.Collections.Immutable;
using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems.Validation;

/// <summary>
/// The ids of one list. Where an id of the list could not be read, an unknown id elsewhere may well be that one: then nothing is
/// called unknown.
/// </summary>
internal sealed class KnownIds
{
    private const int MostCompared = 2_000;

    private readonly Dictionary<string, int> indices;
    private readonly string list;
    private readonly bool isComplete;
    private readonly FaultCollector faults;

    private KnownIds(Dictionary<string, int> indices, string list, bool isComplete, FaultCollector faults)
    {
        this.indices = indices;
        this.list = list;
        this.isComplete = isComplete;
        this.faults = faults;
    }

    /// <summary>Reports an id that is there twice.</summary>
    public static KnownIds Of<T>(ImmutableArray<T> items, Func<T, string> id, string list, FaultCollector faults, string member = "id")
    {
        var indices = new Dictionary<string, int>(items.Length, StringComparer.Ordinal);
        var hasFaults = faults.IsFaulty(list);
        var isComplete = !hasFaults || !faults.IsFaultyItself(list);
        for (var i = 0; i < items.Length; i++)
        {
            if (hasFaults && faults.IsFaulty($"{list}[{i}].{member}"))
            {
                isComplete = false;
            }
            else if (id(items[i]) is not { } text)
            {
                isComplete = false;
            }
            else if (!indices.TryAdd(text, i))
            {
                faults.Add($"{list}[{i}].{member}", text, "fault.idTwice", ("first", $"{list}[{indices[text]}]"));
            }
        }

        return new(indices, list, isComplete, faults);
    }

    /// <summary>The item's place in its list; -1 for an unknown id.</summary>
    public int IndexOf(string? id) => id is not null && indices.TryGetValue(id, out var index) ? index : -1;

    /// <summary>Reports an id that is not in the list; -1 then.</summary>
    public int Require(Place place, string name, string? id)
    {
        var index = IndexOf(id);
        if (index < 0)
        {
            Report(place.PathOf(name), id);
        }

        return index;
    }

    /// <summary>A list of ids: each known, none twice.</summary>
    public void RequireEach<T>(ProblemChecks checks, ImmutableArray<T> ids, Func<T, string> id, Place owner, string name, string member = "")
    {
        var seen = ids.Length > 1 ? new HashSet<int>(ids.Length) : null;
        for (var i = 0; i < ids.Length; i++)
        {
            var text = id(ids[i]);
            var index = IndexOf(text);
            if (index < 0)
            {
                Report(PathOf(owner, name, i, member), text);
            }
            else if (seen?.Add(index) == false)
            {
                checks.Faults.Add(PathOf(owner, name, i, member), text, "fault.namedTwice");
            }
        }
    }

    private static string PathOf(Place owner, string name, int index, string member)
    {
        var item = owner.Member(name).Item(index);
        return member.Length == 0 ? item.ToString() : item.PathOf(member);
    }

    private void Report(string path, string? id)
    {
        if (!isComplete)
        {
            return;
        }

        // comparing costs letters² a candidate: only for faults that will be listed, and not with every id of a huge file
        var nearest = faults.IsListFull || id is null ? null : Nearest.To(id, indices.Keys.Take(MostCompared));
        faults.Add(path, id ?? "", nearest is null ? "fault.unknownId" : "fault.unknownIdNearest", ("list", list), ("nearest", nearest ?? ""));
    }
}
