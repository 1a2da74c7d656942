using Hangfire;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Jobs;

/// <summary>Options that ran out let their places go.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class ExpireOptions(StudioDbContext db, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = time.GetUtcNow();
        var over = await db.Holds.Where(h => h.EndedAt == null && h.ExpiresAt <= now).ToListAsync(cancellation);
        if (over.Count == 0)
        {
            return;
        }

        foreach (var hold in over)
        {
            (hold.EndedAt, hold.EndedBecause) = (now, HoldEnd.Expired);
        }

        var ids = over.ConvertAll(h => h.Id);
        await db.Claims.Where(c => c.HoldId != null && ids.Contains(c.HoldId.Value)).ExecuteDeleteAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
