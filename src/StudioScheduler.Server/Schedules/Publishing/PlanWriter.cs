using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Claims;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules.Publishing;

/// <summary>Writes a version: closes and opens rows of the plan, gives claims up and takes the new ones.</summary>
internal sealed class PlanWriter(StudioDbContext db, TimeProvider time)
{
    /// <summary>Null, or who holds a place; then the transaction is given up.</summary>
    public async Task<PlaceTaken?> WriteAsync(PlanVersion version, IReadOnlyList<PlannedChange> changes, CancellationToken cancellation)
    {
        db.Versions.Add(version);
        await CloseAsync(version, changes, cancellation);
        var claims = new List<Claim>();
        foreach (var (block, _, after) in changes)
        {
            if (after is not { } place)
            {
                continue;
            }

            var end = place.Start.AddMinutes(block.DurationMinutes);
            db.Assignments.Add(new()
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                BaseId = block.BaseId,
                BlockId = block.Id,
                StageId = place.StageId,
                Start = place.Start,
                End = end,
                SinceVersion = version.Number,
            });
            claims.AddRange(ClaimResource.ClaimsOf(block, place.StageId, place.Start, end, null, time));
        }

        await db.SaveChangesAsync(cancellation);
        return await ClaimLedger.TakeAsync(db, [.. claims.OrderBy(c => c.Resource, StringComparer.Ordinal)], cancellation);
    }

    private async Task CloseAsync(PlanVersion version, IReadOnlyList<PlannedChange> changes, CancellationToken cancellation)
    {
        var ids = changes.Select(c => c.Block.Id).ToList();
        foreach (var place in await db.Assignments
            .Where(a => a.BaseId == version.BaseId && a.UntilVersion == null && ids.Contains(a.BlockId)).ToListAsync(cancellation))
        {
            place.UntilVersion = version.Number;
        }

        foreach (var hold in await db.Holds.Where(h => h.BaseId == version.BaseId && h.EndedAt == null && ids.Contains(h.BlockId)).ToListAsync(cancellation))
        {
            (hold.EndedAt, hold.EndedBecause) = (version.PublishedAt, HoldEnd.TakenUp);
        }

        // Old claims go before new ones come, so that two blocks may swap places.
        await db.Claims.Where(c => c.BaseId == version.BaseId && ids.Contains(c.BlockId)).ExecuteDeleteAsync(cancellation);
    }
}
