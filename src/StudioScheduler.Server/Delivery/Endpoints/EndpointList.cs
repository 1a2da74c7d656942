using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Endpoints;

/// <summary>The ways to reach a recipient, each with what waits, what was given up, and the last error.</summary>
public sealed class EndpointList(StudioDbContext db)
{
    public async Task<IReadOnlyList<EndpointView>> OfAsync(Guid recipientId, CancellationToken cancellation = default)
    {
        var endpoints = await db.Endpoints.AsNoTracking().Where(e => e.RecipientId == recipientId).OrderBy(e => e.CreatedAt).ThenBy(e => e.Id).ToListAsync(cancellation);
        var ids = endpoints.ConvertAll(e => e.Id);
        var open = await db.Deliveries.AsNoTracking().Where(d => ids.Contains(d.EndpointId) && d.SentAt == null).ToListAsync(cancellation);
        return
        [
            .. endpoints.Select(e =>
            {
                var its = open.FindAll(d => d.EndpointId == e.Id);
                return EndpointView.Of(
                    e, ChannelName.Fetched.Contains(e.Channel) ? 0 : its.Count(d => d.DeadAt is null), its.Count(d => d.DeadAt is not null),
                    its.Where(d => d.Error is not null).MaxBy(d => d.Sequence)?.Error);
            }),
        ];
    }
}
