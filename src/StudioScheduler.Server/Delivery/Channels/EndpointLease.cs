using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>
/// Any number of servers work on one channel. A server leases an endpoint, not a delivery: what one endpoint gets is sent by one
/// server at a time, so it leaves in order.
/// </summary>
public sealed class EndpointLease(IDbContextFactory<StudioDbContext> contexts, DeliverySettings settings, TimeProvider time)
{
    private readonly string server = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7():N}";
    private long round;

    /// <summary>Where only one server can be at work, whatever is leased when it starts was leased by one that is dead. An endpoint that rests stays at rest.</summary>
    public async Task InheritAsync(string channel, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.Endpoints.Where(e => e.Channel == channel && e.LeaseUntil != null && e.Owner != null).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Owner, (string?)null).SetProperty(e => e.LeaseUntil, (DateTimeOffset?)null).SetProperty(e => e.Fence, e => e.Fence + 1),
            cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Free endpoints of a channel whose next delivery, the first as <see cref="DeliveryLog"/> orders them, is due and whose notice has left the outbox.</summary>
    /// <param name="most">How many can be served at once.</param>
    public async Task<IReadOnlyList<Storage.Model.Endpoint>> TakeAsync(string channel, CancellationToken cancellation, int most = int.MaxValue)
    {
        var now = time.GetUtcNow();
        var until = now + settings.ChannelLease;
        var owner = $"{server}#{Interlocked.Increment(ref round)}";
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = Free(db, channel, now).Where(e => db.Deliveries.Any(d => d.EndpointId == e.Id && d.SentAt == null && d.DeadAt == null
                && (d.NextAttemptAt == null || d.NextAttemptAt <= now)
                && db.Notices.Any(n => n.Id == d.NoticeId && n.SentAt != null)
                && !db.Deliveries.Any(p => p.EndpointId == e.Id && p.SentAt == null && p.DeadAt == null
                    && (p.Epoch < d.Epoch || (p.Epoch == d.Epoch && (p.Sequence < d.Sequence || (p.Sequence == d.Sequence && p.Id < d.Id)))))));
        var ids = await due.OrderBy(e => e.Id).Select(e => e.Id).Take(Math.Min(most, settings.Batch)).ToListAsync(cancellation);
        if (ids.Count == 0)
        {
            return [];
        }

        await Free(db, channel, now).Where(e => ids.Contains(e.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Owner, owner).SetProperty(e => e.LeaseUntil, until).SetProperty(e => e.Fence, e => e.Fence + 1),
            cancellation);
        return await db.Endpoints.AsNoTracking().Where(e => ids.Contains(e.Id) && e.Owner == owner).ToListAsync(cancellation);
    }

    /// <summary>Gives the endpoint back, free after it has rested; does nothing where somebody else has it by now.</summary>
    public async Task ReturnAsync(Storage.Model.Endpoint endpoint, TimeSpan rest, CancellationToken cancellation)
    {
        DateTimeOffset? free = rest > TimeSpan.Zero ? time.GetUtcNow() + rest : null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Endpoints.Where(e => e.Id == endpoint.Id && e.Fence == endpoint.Fence)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.LeaseUntil, free).SetProperty(e => e.Owner, (string?)null), cancellation);
    }

    private static IQueryable<Storage.Model.Endpoint> Free(StudioDbContext db, string channel, DateTimeOffset now) =>
        db.Endpoints.Where(e => e.Channel == channel && e.DisabledAt == null && (e.LeaseUntil == null || e.LeaseUntil < now));
}
