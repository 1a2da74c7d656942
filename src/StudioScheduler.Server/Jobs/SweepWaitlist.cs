using Hangfire;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Jobs;

/// <summary>
/// Waitlisted blocks, once a minute where anything has changed: places come free by publications, withdrawals, expired options, reopened
/// stages.
/// </summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class SweepWaitlist(StudioDbContext db, OfferWaitlist offer, WaitlistMemory memory, TimeProvider time)
{
    /// <returns>How many bases were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var swept = 0;
        foreach (var baseId in await db.Bases.OrderBy(b => b.Id).Select(b => b.Id).ToListAsync(cancellation))
        {
            var stamp = await WaitlistStamp.OfAsync(db, baseId, time.GetUtcNow(), cancellation);
            if (memory.IsNew(baseId, stamp))
            {
                await offer.RunAsync(baseId, cancellation);
                memory.Swept(baseId, stamp);
                swept++;
            }
        }

        return swept;
    }
}
