using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Amqp;

/// <summary>
/// The database is the truth and a queue is a copy: what a crew app has not reported as stored goes out again, in order, into queues that the
/// channel declares where they are missing. An app that has it already knows it by its number. Running it twice changes nothing.
/// </summary>
public sealed class RefillQueues(StudioDbContext db)
{
    /// <returns>How many queues, and how many notices go out again.</returns>
    public async Task<(int Queues, int Notices)> RunAsync(CancellationToken cancellation = default)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var queues = await db.Endpoints.Where(e => e.Channel == ChannelName.Amqp && e.DisabledAt == null).Select(e => e.Id).ToListAsync(cancellation);

        // A worker that is sending just now loses its lease: what it marks afterwards does not count.
        await db.Endpoints.Where(e => queues.Contains(e.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Fence, e => e.Fence + 1).SetProperty(e => e.LeaseUntil, (DateTimeOffset?)null), cancellation);
        var notices = await db.Deliveries
            .Where(d => queues.Contains(d.EndpointId) && (d.SentAt != null || d.DeadAt != null) && db.Notices.Any(n => n.Id == d.NoticeId && n.DeliveredAt == null))
            .WaitAgainAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (queues.Count, notices);
    }
}
