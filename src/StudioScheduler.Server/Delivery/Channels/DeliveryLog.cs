using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>An endpoint's next deliveries, and what became of them. Every write holds only while the lease's fence is ours.</summary>
public class DeliveryLog(IDbContextFactory<StudioDbContext> contexts, TimeProvider time)
{
    /// <summary>The first open deliveries in order, as far as they are due and their notices have left the outbox.</summary>
    public async Task<Batch> NextAsync(Endpoint endpoint, int most, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var recipient = await db.Recipients.AsNoTracking().SingleAsync(r => r.Id == endpoint.RecipientId, cancellation);
        var home = await db.Bases.AsNoTracking().SingleAsync(b => b.Id == endpoint.BaseId, cancellation);
        var open = await (from delivery in db.Deliveries.AsNoTracking()
                          join notice in db.Notices.AsNoTracking() on delivery.NoticeId equals notice.Id
                          where delivery.EndpointId == endpoint.Id && delivery.SentAt == null && delivery.DeadAt == null
                          // A reminder stands behind its notice, as EndpointLease sees it too.
                          orderby delivery.Epoch, delivery.Sequence, delivery.Id
                          select new Item(delivery, notice)).Take(most).ToListAsync(cancellation);
        var due = open.TakeWhile(i => i.Notice.SentAt is not null && (i.Delivery.NextAttemptAt is null || i.Delivery.NextAttemptAt <= now)).ToList();
        var quietUntil = due.Count > 0 && QuietHours.EndOf(endpoint, home.TimeZone, now) is { } end && !await IsUrgentAsync(db, endpoint, end, cancellation) ? end : (DateTimeOffset?)null;
        return new(endpoint, recipient, home, quietUntil is null ? due : [], quietUntil);
    }

    // Looks at all that waits: what is urgent takes with it what stands before it, so that the order stays.
    private static async Task<bool> IsUrgentAsync(StudioDbContext db, Endpoint endpoint, DateTimeOffset quietUntil, CancellationToken cancellation)
    {
        var waiting = await (from delivery in db.Deliveries.AsNoTracking()
                             join notice in db.Notices.AsNoTracking() on delivery.NoticeId equals notice.Id
                             where delivery.EndpointId == endpoint.Id && delivery.SentAt == null && delivery.DeadAt == null && notice.SentAt != null
                                 && notice.AcknowledgedAt == null && notice.SupersededBy == null
                             select notice).ToListAsync(cancellation);
        return waiting.Exists(n => QuietHours.MustBeReadBy(n) <= quietUntil);
    }

    public async Task MarkSentAsync(Batch batch, bool arrived, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var deliveries = batch.Items.Select(i => i.Delivery.Id).ToList();
        var notices = batch.Items.Select(i => i.Notice.Id).ToList();
        var last = batch.Items[^1].Delivery;
        await WriteAsync(batch.Endpoint, async db =>
        {
            await db.Deliveries.Where(d => deliveries.Contains(d.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.SentAt, now).SetProperty(d => d.Error, (string?)null), cancellation);
            await AdvanceAsync(db, batch.Endpoint, last, cancellation);
            if (arrived)
            {
                await db.Notices.Where(n => notices.Contains(n.Id) && n.DeliveredAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(n => n.DeliveredAt, now), cancellation);
            }
        }, cancellation);
    }

    /// <summary>
    /// Each is tried again after the pause that its own tries ask for; without one it is a dead letter, and the endpoint goes on with what
    /// comes next. What travelled with it has still its own tries.
    /// </summary>
    /// <param name="pauseAfter">By how often it was tried before; null: that was the last try.</param>
    public virtual Task MarkFailedAsync(Batch batch, string error, Func<int, TimeSpan?> pauseAfter, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return WriteAsync(batch.Endpoint, async db =>
        {
            foreach (var tried in batch.Items.Select(i => i.Delivery).ToLookup(d => d.Attempts, d => d.Id))
            {
                var (ids, next) = (tried.ToList(), now + pauseAfter(tried.Key));
                DateTimeOffset? dead = next is null ? now : null;
                await db.Deliveries.Where(d => ids.Contains(d.Id)).ExecuteUpdateAsync(
                    set => set.SetProperty(d => d.Attempts, d => d.Attempts + 1).SetProperty(d => d.NextAttemptAt, next)
                        .SetProperty(d => d.DeadAt, dead).SetProperty(d => d.Error, error),
                    cancellation);
            }

            // The position stands before the first that is still tried.
            if (batch.Items.TakeWhile(i => pauseAfter(i.Delivery.Attempts) is null).LastOrDefault() is { } last)
            {
                await AdvanceAsync(db, batch.Endpoint, last.Delivery, cancellation);
            }
        }, cancellation);
    }

    /// <summary>The other side wants nothing any more: its open deliveries are dead letters, with the reason.</summary>
    public Task EndAsync(Endpoint endpoint, string error, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return WriteAsync(endpoint, async db =>
        {
            await db.Endpoints.Where(e => e.Id == endpoint.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.DisabledAt, now), cancellation);
            await db.Deliveries.Where(d => d.EndpointId == endpoint.Id && d.SentAt == null && d.DeadAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.DeadAt, now).SetProperty(d => d.Error, error), cancellation);
        }, cancellation);
    }

    private static Task<int> AdvanceAsync(StudioDbContext db, Endpoint endpoint, Storage.Model.Delivery last, CancellationToken cancellation) =>
        db.Endpoints.Where(e => e.Id == endpoint.Id && (e.Epoch < last.Epoch || (e.Epoch == last.Epoch && e.Cursor < last.Sequence)))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Epoch, last.Epoch).SetProperty(e => e.Cursor, last.Sequence), cancellation);

    private async Task WriteAsync(Endpoint endpoint, Func<StudioDbContext, Task> write, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);

        // The fence is checked by a write, so that it holds until the commit on PostgreSQL too.
        var ours = await db.Endpoints.Where(e => e.Id == endpoint.Id && e.Fence == endpoint.Fence)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Fence, e => e.Fence), cancellation);
        if (ours == 1)
        {
            await write(db);
            await transaction.CommitAsync(cancellation);
        }
    }

    public sealed record Item(Storage.Model.Delivery Delivery, Notice Notice);

    /// <param name="QuietUntil">Nothing is due because the endpoint wants none until then.</param>
    public sealed record Batch(Endpoint Endpoint, Recipient Recipient, Base Base, IReadOnlyList<Item> Items, DateTimeOffset? QuietUntil = null)
    {
        /// <summary>A notice and its reminder are one: it is said once.</summary>
        public Outgoing Message => new(Endpoint, Recipient, Base, [.. Items.Select(i => i.Notice).DistinctBy(n => n.Id)], Items.Any(i => i.Delivery.IsReminder));
    }
}
