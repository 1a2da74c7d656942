using Microsoft.EntityFrameworkCore;
using Npgsql;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Storage.Claims;

/// <summary>
/// Takes claims inside the caller's write transaction. On SQLite the transaction is the only writer, so looking first is enough; on
/// PostgreSQL the exclusion constraint decides whatever was seen before.
/// </summary>
public static class ClaimLedger
{
    /// <summary>Saves the claims, or says who holds the place. After a refusal the caller gives the transaction up.</summary>
    public static async Task<PlaceTaken?> TakeAsync(StudioDbContext db, IReadOnlyList<Claim> wanted, CancellationToken cancellation = default)
    {
        if (await HolderAsync(db, wanted, cancellation) is { } holder)
        {
            return holder;
        }

        db.Claims.AddRange(wanted);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException failed) when (failed.InnerException is PostgresException { SqlState: PostgresErrorCodes.ExclusionViolation })
        {
            // EF has rolled back to its savepoint; the winner has committed, so it can be seen now.
            db.ChangeTracker.Clear();
            return await HolderAsync(db, wanted, cancellation) ?? Unnamed(wanted[0]);
        }
    }

    /// <summary>A block that is over sooner than planned holds nothing after its end.</summary>
    public static async Task EndAsync(StudioDbContext db, string baseId, string blockId, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var claims = db.Claims.Where(c => c.BaseId == baseId && c.BlockId == blockId);
        await claims.Where(c => c.Start >= at).ExecuteDeleteAsync(cancellation);
        await claims.Where(c => c.End > at).ExecuteUpdateAsync(set => set.SetProperty(c => c.End, at), cancellation);
    }

    /// <summary>The first claim in the way, of another block.</summary>
    public static async Task<PlaceTaken?> HolderAsync(StudioDbContext db, IReadOnlyList<Claim> wanted, CancellationToken cancellation = default)
    {
        if (wanted.Count == 0)
        {
            return null;
        }

        var baseId = wanted[0].BaseId;
        var from = wanted.Min(c => c.Start);
        var to = wanted.Max(c => c.End);
        var resources = wanted.Select(c => c.Resource).Distinct().ToList();
        var near = await db.Claims.AsNoTracking()
            .Where(c => c.BaseId == baseId && c.Start < to && c.End > from && resources.Contains(c.Resource))
            .OrderBy(c => c.Start).ToListAsync(cancellation);
        foreach (var claim in wanted)
        {
            if (near.Find(c => c.Resource == claim.Resource && c.Start < claim.End && claim.Start < c.End) is { } other)
            {
                var (kind, id) = ClaimResource.Parts(other.Resource);
                var option = other.HoldId is null ? null
                    : await db.Holds.AsNoTracking().Where(h => h.Id == other.HoldId).Select(h => new TakenOption(h.ExpiresAt, h.By == null)).SingleOrDefaultAsync(cancellation);
                return new(kind, id, other.BlockId, other.Start, other.End, option);
            }
        }

        return null;
    }

    // The winner may have let go again in the meantime; the loser still lost.
    private static PlaceTaken Unnamed(Claim claim)
    {
        var (kind, id) = ClaimResource.Parts(claim.Resource);
        return new(kind, id, "?", claim.Start, claim.End);
    }
}
