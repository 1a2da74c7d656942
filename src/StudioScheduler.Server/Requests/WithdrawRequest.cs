using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>
/// Takes a request back with every block of it that has not started. Published calls of it stay until the next publication drops
/// them, so that no crew learns of it by a gap; its options end at once.
/// </summary>
public sealed class WithdrawRequest(StudioDbContext db, TimeProvider time)
{
    /// <param name="revision">If-Match.</param>
    public async Task<Answer<StageRequest>> RunAsync(string baseId, Guid requestId, int? revision, CancellationToken cancellation = default)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.TakeBaseAsync(baseId, cancellation);
        var request = await db.Requests.SingleOrDefaultAsync(r => r.BaseId == baseId && r.Id == requestId, cancellation);
        if (request is null)
        {
            return new NotFound("request", requestId.ToString());
        }

        if (IfMatch.Check(revision, request.Revision) is { } stale)
        {
            return stale;
        }

        if (request.WithdrawnAt is not null)
        {
            return new WrongState("refusal.request-withdrawn", request.Title);
        }

        var now = time.GetUtcNow();
        request.WithdrawnAt = now;
        request.Revision++;
        var blocks = await db.Blocks.Where(b => b.RequestId == requestId && b.StartedAt == null && b.WithdrawnAt == null).ToListAsync(cancellation);
        foreach (var block in blocks)
        {
            block.WithdrawnAt = now;
        }

        var ids = blocks.ConvertAll(b => b.Id);
        foreach (var hold in await db.Holds.Where(h => h.BaseId == baseId && h.EndedAt == null && ids.Contains(h.BlockId)).ToListAsync(cancellation))
        {
            (hold.EndedAt, hold.EndedBecause) = (now, HoldEnd.Withdrawn);
        }

        await db.Claims.Where(c => c.BaseId == baseId && c.HoldId != null && ids.Contains(c.BlockId)).ExecuteDeleteAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return request;
    }
}
