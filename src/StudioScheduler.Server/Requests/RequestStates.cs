using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>A request as its producer sees it.</summary>
public sealed record RequestView(
    Guid Id, int Revision, string Title, string? Note, string ProductionId, string Production, string CrewId, string Crew, DateTimeOffset CreatedAt,
    DateTimeOffset? SubmittedAt, DateTimeOffset? WithdrawnAt, IReadOnlyList<RequestedBlock> Blocks)
{
    public int Count(BlockState state) => Blocks.Count(b => b.State == state);

    /// <summary>Every block is wrapped or withdrawn.</summary>
    public bool IsDone => Blocks.Count > 0 && Blocks.All(b => b.State is BlockState.Wrapped or BlockState.Withdrawn);
}

/// <param name="Place">Where and when it is confirmed.</param>
public sealed record RequestedBlock(
    string Id, string Name, BlockState State, int DurationMinutes, string Look, int Priority, DateTimeOffset WindowFrom, DateTimeOffset WindowTo, CallPlace? Place);

/// <summary>Requests with the states of their blocks.</summary>
public sealed class RequestStates(StudioDbContext db, TimeProvider time)
{
    /// <param name="productions">Null: all of the base.</param>
    public async Task<IReadOnlyList<RequestView>> ListAsync(string baseId, IReadOnlyList<string>? productions, CancellationToken cancellation = default)
    {
        var requests = await db.Requests.AsNoTracking().Where(r => r.BaseId == baseId && (productions == null || productions.Contains(r.ProductionId)))
            .OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).ToListAsync(cancellation);
        var blocks = (await db.Blocks.AsNoTracking().Where(b => b.BaseId == baseId && (productions == null || productions.Contains(b.ProductionId)))
            .OrderBy(b => b.WindowFrom).ThenBy(b => b.Id).ToListAsync(cancellation)).ToLookup(b => b.RequestId);
        var places = await db.Assignments.AsNoTracking().Where(a => a.BaseId == baseId && a.UntilVersion == null).ToDictionaryAsync(a => a.BlockId, cancellation);
        var now = time.GetUtcNow();
        var holds = (await db.Holds.AsNoTracking().Where(h => h.BaseId == baseId && h.EndedAt == null && (h.ExpiresAt == null || h.ExpiresAt > now))
            .ToListAsync(cancellation)).ToLookup(h => h.BlockId);
        var published = await PublishedWeeks.Of(db, baseId).ToListAsync(cancellation);
        var stages = await db.Stages.AsNoTracking().Where(s => s.BaseId == baseId).ToDictionaryAsync(s => s.Id, s => s.Name, cancellation);
        var crews = await db.Crews.AsNoTracking().Where(c => c.BaseId == baseId).ToDictionaryAsync(c => c.Id, c => c.Name, cancellation);
        var titles = await db.Productions.AsNoTracking().Where(p => p.BaseId == baseId).ToDictionaryAsync(p => p.Id, p => p.Title, cancellation);

        return [.. requests.Select(r => new RequestView(r.Id, r.Revision, r.Title, r.Note, r.ProductionId, titles[r.ProductionId], r.CrewId, crews[r.CrewId],
            r.CreatedAt, r.SubmittedAt, r.WithdrawnAt, [.. blocks[r.Id].Select(b => Shown(r, b))]))];

        RequestedBlock Shown(StageRequest request, ShootingBlock block)
        {
            var place = places.GetValueOrDefault(block.Id);
            var facts = new BlockFacts(block, request.SubmittedAt is not null, place, [.. holds[block.Id]],
                published.Exists(p => block.WindowFrom < p.To && p.From < block.WindowTo));
            return new(block.Id, block.Name, facts.State, block.DurationMinutes, block.Look, block.Priority, block.WindowFrom, block.WindowTo,
                place is null ? null : new(place.StageId, stages.GetValueOrDefault(place.StageId, place.StageId), place.Start, place.End));
        }
    }
}
