using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>Everything that is wrong with a request, each fault with its path: nothing half right is stored.</summary>
internal static class RequestFaults
{
    public static async Task<IReadOnlyList<InputFault>> FindAsync(
        StudioDbContext db, Base studio, RequestInput input, DateTimeOffset now, CancellationToken cancellation)
    {
        var known = await Known.LoadAsync(db, studio.Id, input, cancellation);
        var faults = new List<InputFault>();
        if (string.IsNullOrWhiteSpace(input.Title))
        {
            faults.Add(new("$.title", "refusal.required"));
        }

        if (!known.CrewIsOfProduction)
        {
            faults.Add(new("$.crewId", "refusal.unknown", input.CrewId));
        }

        if (input.Blocks.Count == 0)
        {
            faults.Add(new("$.blocks", "refusal.required"));
        }

        for (var i = 0; i < input.Blocks.Count; i++)
        {
            faults.AddRange(OfBlock(studio, known, input.Blocks[i], i, now));
        }

        return faults;
    }

    private static IEnumerable<InputFault> OfBlock(Base studio, Known known, BlockInput block, int place, DateTimeOffset now)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"$.blocks[{place}]");
        if (string.IsNullOrWhiteSpace(block.Name))
        {
            yield return new($"{path}.name", "refusal.required");
        }

        if (string.IsNullOrWhiteSpace(block.Look))
        {
            yield return new($"{path}.look", "refusal.required");
        }

        if (block.DurationMinutes <= 0 || block.DurationMinutes % studio.StepMinutes != 0 || block.DurationMinutes > 24 * 60)
        {
            yield return new($"{path}.durationMinutes", "refusal.duration", block.DurationMinutes.ToString(CultureInfo.InvariantCulture));
        }

        if (block.Priority is < 1 or > 10)
        {
            yield return new($"{path}.priority", "refusal.priority", block.Priority.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var fault in OfTimes(block, path, now).Concat(OfNames(known, block, path)).Concat(OfAfter(studio, known, block, place, path)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<InputFault> OfTimes(BlockInput block, string path, DateTimeOffset now)
    {
        if (!IsWholeMinute(block.WindowFrom) || !IsWholeMinute(block.WindowTo))
        {
            yield return new($"{path}.windowFrom", "refusal.whole-minutes", block.WindowFrom.ToString("O"));
        }

        if ((block.WindowTo - block.WindowFrom).TotalMinutes < block.DurationMinutes)
        {
            yield return new($"{path}.windowTo", "refusal.window-too-short", block.WindowTo.ToString("O"));
        }
        else if ((block.WindowTo - now).TotalMinutes < block.DurationMinutes)
        {
            yield return new($"{path}.windowTo", "refusal.window-is-past", block.WindowTo.ToString("O"));
        }

        if (block.WantedFrom is null != block.WantedTo is null
            || (block is { WantedFrom: { } from, WantedTo: { } to } && (from >= to || !IsWholeMinute(from) || !IsWholeMinute(to))))
        {
            yield return new($"{path}.wantedFrom", "refusal.wanted");
        }
    }

    private static IEnumerable<InputFault> OfNames(Known known, BlockInput block, string path)
    {
        if (block.Stages.Count == 0)
        {
            yield return new($"{path}.stages", "refusal.required");
        }

        foreach (var (list, names, there) in new[]
        {
            ("stages", block.Stages, known.Stages), ("coverStages", block.CoverStages, known.Stages), ("people", block.People, known.People),
            ("pools", [.. block.Pools.Select(p => p.PoolId)], known.Pools),
        })
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (!there.Contains(names[i]) || names.Take(i).Contains(names[i]))
                {
                    yield return new(string.Create(CultureInfo.InvariantCulture, $"{path}.{list}[{i}]"), "refusal.unknown-or-twice", names[i]);
                }
            }
        }

        for (var i = 0; i < block.Pools.Count; i++)
        {
            if (block.Pools[i].Units <= 0)
            {
                yield return new(string.Create(CultureInfo.InvariantCulture, $"{path}.pools[{i}].units"), "refusal.above-zero");
            }
        }
    }

    private static IEnumerable<InputFault> OfAfter(Base studio, Known known, BlockInput block, int place, string path)
    {
        for (var i = 0; i < block.After.Count; i++)
        {
            var (id, earlier, gap) = block.After[i];
            var isKnown = (id, earlier) switch
            {
                ({ } name, null) => known.Blocks.Contains(name),
                (null, { } index) => index >= 0 && index < place,
                _ => false,
            };
            if (!isKnown || block.After.Take(i).Any(a => a.BlockId == id && a.EarlierBlock == earlier))
            {
                yield return new(string.Create(CultureInfo.InvariantCulture, $"{path}.after[{i}]"), "refusal.unknown-or-twice", id ?? $"{earlier}");
            }

            if (gap < 0 || gap % studio.StepMinutes != 0)
            {
                yield return new(string.Create(CultureInfo.InvariantCulture, $"{path}.after[{i}].minGapMinutes"), "refusal.duration", $"{gap}");
            }
        }
    }

    private static bool IsWholeMinute(DateTimeOffset instant) => instant.UtcTicks % TimeSpan.TicksPerMinute == 0;

    private sealed record Known(bool CrewIsOfProduction, HashSet<string> Stages, HashSet<string> People, HashSet<string> Pools, HashSet<string> Blocks)
    {
        public static async Task<Known> LoadAsync(StudioDbContext db, string baseId, RequestInput input, CancellationToken cancellation)
        {
            var named = input.Blocks.SelectMany(b => b.After).Select(a => a.BlockId).OfType<string>().Distinct().ToList();
            return new(
                await db.Crews.AnyAsync(c => c.BaseId == baseId && c.Id == input.CrewId && c.ProductionId == input.ProductionId, cancellation),
                await db.Stages.Where(s => s.BaseId == baseId).Select(s => s.Id).ToHashSetAsync(cancellation),
                await db.People.Where(p => p.BaseId == baseId).Select(p => p.Id).ToHashSetAsync(cancellation),
                await db.Pools.Where(p => p.BaseId == baseId).Select(p => p.Id).ToHashSetAsync(cancellation),
                // a predecessor is a block of the same production: another's existence is not told
                await db.Blocks.Where(b => b.BaseId == baseId && b.ProductionId == input.ProductionId && named.Contains(b.Id)).Select(b => b.Id)
                    .ToHashSetAsync(cancellation));
        }
    }
}
