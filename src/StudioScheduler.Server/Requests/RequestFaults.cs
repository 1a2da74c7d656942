using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>
/// Everything that is wrong with a request, each fault with its path: nothing half right is stored. Whatever a problem file may not hold, a
/// request may not either: one producer's odd value would keep the whole base from being planned.
/// </summary>
internal static class RequestFaults
{
    /// <summary>More are listed to nobody's use.</summary>
    private const int MostListed = 200;

    /// <summary>In one request: a week of a large base has about as many.</summary>
    private const int MostBlocks = 500;

    public static async Task<IReadOnlyList<InputFault>> FindAsync(
        StudioDbContext db, Base studio, RequestInput input, DateTimeOffset now, CancellationToken cancellation)
    {
        // First what a database may not even be asked about.
        var faults = RequestNulls.Faults(input).Take(MostListed).ToList();
        if (faults.Count == 0)
        {
            faults.AddRange(RequestTexts.Faults(input).Take(MostListed));
        }

        if (faults.Count == 0)
        {
            var known = await KnownNames.LoadAsync(db, studio.Id, input, cancellation);
            faults.AddRange(OfRequest(known, input).Concat(input.Blocks.SelectMany((b, i) => new BlockFaults(studio, known, now).Find(b, i))).Take(MostListed));
        }

        return faults;
    }

    private static IEnumerable<InputFault> OfRequest(KnownNames known, RequestInput input)
    {
        if (!known.CrewIsOfProduction)
        {
            yield return new("$.crewId", "refusal.unknown", input.CrewId);
        }

        if (input.Blocks.Count is 0 or > MostBlocks)
        {
            yield return input.Blocks.Count == 0
                ? new("$.blocks", "refusal.required")
                : new("$.blocks", "refusal.many-blocks", input.Blocks.Count.ToString(CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>The ids that a request may name.</summary>
internal sealed record KnownNames(bool CrewIsOfProduction, HashSet<string> Stages, HashSet<string> People, HashSet<string> Pools, HashSet<string> Blocks)
{
    public static async Task<KnownNames> LoadAsync(StudioDbContext db, string baseId, RequestInput input, CancellationToken cancellation)
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
