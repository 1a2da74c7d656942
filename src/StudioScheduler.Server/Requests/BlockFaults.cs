using System.Globalization;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage.Model;
using ShootingBlock = StudioScheduler.Domain.Problems.ShootingBlock;

namespace StudioScheduler.Server.Requests;

/// <summary>What is wrong with one block of a request: as a problem file's reader says it, and what only a request can get wrong.</summary>
internal sealed class BlockFaults(Base studio, KnownNames known, DateTimeOffset now)
{
    private const int DayMinutes = 24 * 60;

    /// <param name="place">In the request's list.</param>
    public IEnumerable<InputFault> Find(BlockInput block, int place)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"$.blocks[{place}]");
        return OfFile(block, path).Concat(OfTimes(block, path)).Concat(OfNames(block, path)).Concat(OfAfter(block, place, path));
    }

    private IEnumerable<InputFault> OfFile(BlockInput block, string path) =>
        BlockValidation.Of(AsInFile(block), studio.StepMinutes).Faults.Select(f => InputFault.Of($"{path}.{Named(f.Path)}", f));

    // Windows are objects in a file and two members in a request.
    private static string Named(string path) => path switch
    {
        "window.from" => "windowFrom",
        "window" or "window.to" => "windowTo",
        "wanted" or "wanted.from" => "wantedFrom",
        "wanted.to" => "wantedTo",
        _ => path,
    };

    // Of what the base knows already (ids) nothing is asked here.
    private static ShootingBlock AsInFile(BlockInput block) => new()
    {
        Id = new(""),
        Name = block.Name,
        Production = "",
        Crew = new(""),
        DurationMinutes = block.DurationMinutes,
        Stages = [.. block.Stages.Select(s => new StageId(s))],
        Look = block.Look,
        Window = new(block.WindowFrom, block.WindowTo),
        Wanted = block is { WantedFrom: { } from, WantedTo: { } to } ? new(from, to) : null,
        Priority = block.Priority,
        People = [],
        Pools = [.. block.Pools.Select(p => new PoolUnits(new(p.PoolId), p.Units))],
        After = [.. block.After.Select(a => new Predecessor(new(a.BlockId ?? ""), a.MinGapMinutes))],
        Light = block.Light,
        Sound = block.Sound,
    };

    private IEnumerable<InputFault> OfTimes(BlockInput block, string path)
    {
        if (block.DurationMinutes > DayMinutes)
        {
            yield return new($"{path}.durationMinutes", "refusal.duration", block.DurationMinutes.ToString(CultureInfo.InvariantCulture));
        }

        if ((block.WindowTo - now).TotalMinutes < block.DurationMinutes && (block.WindowTo - block.WindowFrom).TotalMinutes >= block.DurationMinutes)
        {
            yield return new($"{path}.windowTo", "refusal.window-is-past", block.WindowTo.ToString("O"));
        }

        if (block.WantedFrom is null != block.WantedTo is null)
        {
            yield return new($"{path}.wantedFrom", "refusal.wanted");
        }
    }

    private IEnumerable<InputFault> OfNames(BlockInput block, string path)
    {
        foreach (var (list, names, there) in new[]
        {
            ("stages", block.Stages, known.Stages), ("coverStages", block.CoverStages, known.Stages), ("people", block.People, known.People),
            ("pools", [.. block.Pools.Select(p => p.PoolId)], known.Pools),
        })
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < names.Count; i++)
            {
                if (!there.Contains(names[i]) || !seen.Add(names[i]))
                {
                    yield return new(string.Create(CultureInfo.InvariantCulture, $"{path}.{list}[{i}]"), "refusal.unknown-or-twice", names[i]);
                }
            }
        }
    }

    private IEnumerable<InputFault> OfAfter(BlockInput block, int place, string path)
    {
        var seen = new HashSet<(string?, int?)>();
        for (var i = 0; i < block.After.Count; i++)
        {
            var (id, earlier, _) = block.After[i];
            var isKnown = (id, earlier) switch
            {
                ({ } name, null) => known.Blocks.Contains(name),
                (null, { } index) => index >= 0 && index < place,
                _ => false,
            };
            if (!isKnown || !seen.Add((id, earlier)))
            {
                yield return new(string.Create(CultureInfo.InvariantCulture, $"{path}.after[{i}]"), "refusal.unknown-or-twice", id ?? $"{earlier}");
            }
        }
    }
}
