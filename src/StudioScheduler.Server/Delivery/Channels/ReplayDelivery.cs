using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>
/// Sends a dead letter again, with all its tries. It carries its old number, so a receiver that went on meanwhile knows where it belongs;
/// the endpoint's own position stays.
/// </summary>
public sealed class ReplayDelivery(StudioDbContext db, TimeProvider time)
{
    public async Task<Answer<Guid>> RunAsync(Guid endpointId, Guid deliveryId, Guid? by, CancellationToken cancellation = default)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var found = await db.Deliveries.AsNoTracking().Where(d => d.Id == deliveryId && d.EndpointId == endpointId)
            .Join(db.Endpoints, d => d.EndpointId, e => e.Id, (delivery, endpoint) => new { delivery, endpoint }).SingleOrDefaultAsync(cancellation);
        if (found is not { delivery.DeadAt: not null })
        {
            return new NotFound("dead letter", deliveryId.ToString());
        }

        if (found.endpoint.DisabledAt is not null)
        {
            return new WrongState("refusal.endpoint-disabled", found.endpoint.Channel);
        }

        var now = time.GetUtcNow();
        await db.Deliveries.Where(d => d.Id == deliveryId).WaitAgainAsync(cancellation);
        db.Audit.Add(new()
        {
            Id = Guid.CreateVersion7(now), BaseId = found.delivery.BaseId, At = now, AccountId = by, Action = nameof(ReplayDelivery), Subject = deliveryId.ToString(),
        });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return deliveryId;
    }
}
