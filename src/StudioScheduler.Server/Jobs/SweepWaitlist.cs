using Hangfire;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Jobs;

/// <summary>Waitlisted blocks, once a minute: places come free by publications, withdrawals, expired options, reopened stages.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class SweepWaitlist(StudioDbContext db, OfferWaitlist offer)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var baseId in await db.Bases.OrderBy(b => b.Id).Select(b => b.Id).ToListAsync(cancellation))
        {
            await offer.RunAsync(baseId, cancellation);
        }
    }
}
