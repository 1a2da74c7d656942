using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>How far a channel is, whoever serves it.</summary>
/// <param name="Channel">One of <see cref="ChannelName"/>, or <c>outbox</c>: what no channel may begin with yet.</param>
/// <param name="Waiting">Notices that have left the outbox and are not sent over it; of the outbox those whose undo window is over.</param>
/// <param name="Dead">Given up.</param>
/// <param name="Oldest">When the oldest that waits was published.</param>
public sealed record ChannelStand(string Channel, int Endpoints, int Waiting, int Sent, int Dead, DateTimeOffset? Oldest)
{
    public const string Outbox = "outbox";

    public TimeSpan OldestWaiting(DateTimeOffset now) => Oldest is { } since && since < now ? now - since : TimeSpan.Zero;
}

/// <summary>Counts what the database holds.</summary>
public sealed class ChannelStands(StudioDbContext db, TimeProvider time)
{
    /// <param name="baseId">Null: all bases of the installation.</param>
    public async Task<IReadOnlyList<ChannelStand>> OfAsync(string? baseId, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var endpoints = await db.Endpoints.AsNoTracking()
            .Where(e => (baseId == null || e.BaseId == baseId) && e.DisabledAt == null && !ChannelName.Fetched.Contains(e.Channel))
            .GroupBy(e => e.Channel).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var counted = await (from delivery in db.Deliveries.AsNoTracking()
                             join endpoint in db.Endpoints on delivery.EndpointId equals endpoint.Id
                             join notice in db.Notices on delivery.NoticeId equals notice.Id
                             where (baseId == null || delivery.BaseId == baseId) && !ChannelName.Fetched.Contains(endpoint.Channel)
                             let waits = delivery.SentAt == null && delivery.DeadAt == null && notice.SentAt != null
                             group new { delivery, notice, waits } by endpoint.Channel into own
                             select new
                             {
                                 Channel = own.Key,
                                 Waiting = own.Count(x => x.waits),
                                 Sent = own.Count(x => x.delivery.SentAt != null),
                                 Dead = own.Count(x => x.delivery.DeadAt != null),
                                 Oldest = own.Min(x => x.waits ? (DateTimeOffset?)x.notice.PublishedAt : null),
                             }).ToListAsync(cancellation);
        var unsent = db.Outbox.AsNoTracking().Where(o => (baseId == null || o.BaseId == baseId) && o.SentAt == null && o.NotBefore <= now);
        return
        [
            new(ChannelStand.Outbox, 0, await unsent.CountAsync(cancellation), await db.Outbox.CountAsync(o => (baseId == null || o.BaseId == baseId) && o.SentAt != null, cancellation), 0,
                await unsent.MinAsync(o => (DateTimeOffset?)o.NotBefore, cancellation)),
            .. endpoints.Keys.Union(counted.Select(c => c.Channel)).Order(StringComparer.Ordinal).Select(channel =>
                counted.Find(c => c.Channel == channel) is var own && own is null
                    ? new ChannelStand(channel, endpoints[channel], 0, 0, 0, null)
                    : new ChannelStand(channel, endpoints.GetValueOrDefault(channel), own!.Waiting, own.Sent, own.Dead, own.Oldest)),
        ];
    }
}
