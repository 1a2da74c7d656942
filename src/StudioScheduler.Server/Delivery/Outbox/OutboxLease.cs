using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Outbox;

/// <summary>
/// Any number of servers share one outbox. A server takes, of each recipient, only the lowest unsent row, so a recipient's rows leave
/// in order whoever sends them; a lease keeps others away, and its fence makes a server that was thought dead change nothing.
/// </summary>
public class OutboxLease(IDbContextFactory<StudioDbContext> contexts, DeliverySettings settings, TimeProvider time)
{
    private readonly string server = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7():N}";
    private long round;

    /// <summary>
    /// Where only one server can be at work, whatever is leased when it starts was leased by one that is dead: nobody needs to wait for it.
    /// </summary>
    public async Task InheritAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.Outbox.Where(o => o.SentAt == null && o.LeaseUntil != null).ExecuteUpdateAsync(
            row => row.SetProperty(o => o.Owner, (string?)null).SetProperty(o => o.LeaseUntil, (DateTimeOffset?)null).SetProperty(o => o.Fence, o => o.Fence + 1),
            cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>At most one row a recipient, those that are due and free.</summary>
    public virtual async Task<IReadOnlyList<OutboxRow>> TakeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var until = now + settings.Lease;
        var owner = $"{server}#{Interlocked.Increment(ref round)}";
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = db.Outbox.Where(o => o.SentAt == null && o.NotBefore <= now
            && (o.NextAttemptAt == null || o.NextAttemptAt <= now)
            && (o.LeaseUntil == null || o.LeaseUntil < now)
            && !db.Outbox.Any(p => p.RecipientId == o.RecipientId && p.SentAt == null
                && (p.Epoch < o.Epoch || (p.Epoch == o.Epoch && p.Sequence < o.Sequence))));
        var candidates = await due.OrderBy(o => o.NotBefore).Select(o => o.Id).Take(settings.Batch).ToListAsync(cancellation);
        if (candidates.Count == 0)
        {
            return [];
        }

        await db.Outbox
            .Where(o => candidates.Contains(o.Id) && o.SentAt == null && (o.LeaseUntil == null || o.LeaseUntil < now))
            .ExecuteUpdateAsync(
                row => row.SetProperty(o => o.Owner, owner).SetProperty(o => o.LeaseUntil, until).SetProperty(o => o.Fence, o => o.Fence + 1),
                cancellation);
        return await db.Outbox.AsNoTracking().Where(o => candidates.Contains(o.Id) && o.Owner == owner).ToListAsync(cancellation);
    }

    /// <summary>Marks what the broker has confirmed, and the notices with it. Rows whose fence has moved on are left alone.</summary>
    /// <returns>The ids of those that are marked.</returns>
    public virtual async Task<IReadOnlyCollection<Guid>> MarkSentAsync(IReadOnlyList<OutboxRow> confirmed, CancellationToken cancellation)
    {
        if (confirmed.Count == 0)
        {
            return [];
        }

        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var ours = await StillOurs(db, confirmed).Select(o => new { o.Id, o.NoticeId }).ToListAsync(cancellation);
        var rows = ours.Select(o => o.Id).ToList();
        var notices = ours.Select(o => o.NoticeId).ToList();
        await db.Outbox.Where(o => rows.Contains(o.Id)).ExecuteUpdateAsync(
            row => row.SetProperty(o => o.SentAt, now).SetProperty(o => o.LeaseUntil, (DateTimeOffset?)null).SetProperty(o => o.Error, (string?)null),
            cancellation);
        await db.Notices.Where(n => notices.Contains(n.Id) && n.SentAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(n => n.SentAt, now), cancellation);
        await transaction.CommitAsync(cancellation);
        return rows;
    }

    /// <summary>Gives a row back after a failed publish: tried again after a pause, which grows with the attempts.</summary>
    public virtual async Task GiveBackAsync(OutboxRow row, string error, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(settings.LongestPause.TotalSeconds, Math.Pow(2, Math.Min(row.Attempts, 10))));
        var next = time.GetUtcNow() + pause;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Outbox.Where(o => o.Id == row.Id && o.Fence == row.Fence && o.SentAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(o => o.Attempts, o => o.Attempts + 1)
                .SetProperty(o => o.NextAttemptAt, next)
                .SetProperty(o => o.Error, error),
            cancellation);
    }

    // Fences differ from row to row; an owner is unique to one round of one server, so it stands for them.
    private static IQueryable<OutboxRow> StillOurs(StudioDbContext db, IReadOnlyList<OutboxRow> rows)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var owner = rows[0].Owner;
        return db.Outbox.Where(o => ids.Contains(o.Id) && o.Owner == owner && o.SentAt == null);
    }
}
