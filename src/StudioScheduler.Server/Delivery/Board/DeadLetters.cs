using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Board;

/// <summary>A notice that a channel has given up.</summary>
public sealed record DeadLetter(
    Guid DeliveryId, Guid EndpointId, Guid RecipientId, string Recipient, string Channel, string? Address, bool EndpointIsDisabled, int Epoch, long Sequence, int Version,
    int Attempts, DateTimeOffset DeadAt, string? Error);

/// <summary>What was given up, newest first.</summary>
public sealed class DeadLetters(StudioDbContext db)
{
    /// <param name="endpointId">Null: of the whole base.</param>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(string baseId, Guid? endpointId = null, int most = 500, CancellationToken cancellation = default)
    {
        var names = await RecipientNames.OfAsync(db, baseId, cancellation);
        var rows = await (from delivery in db.Deliveries.AsNoTracking()
                          join endpoint in db.Endpoints.AsNoTracking() on delivery.EndpointId equals endpoint.Id
                          join notice in db.Notices.AsNoTracking() on delivery.NoticeId equals notice.Id
                          join recipient in db.Recipients.AsNoTracking() on notice.RecipientId equals recipient.Id
                          where delivery.BaseId == baseId && delivery.DeadAt != null && (endpointId == null || delivery.EndpointId == endpointId)
                          orderby delivery.DeadAt descending
                          select new { delivery, endpoint, notice.Version, recipient }).Take(most).ToListAsync(cancellation);
        return [.. rows.Select(r => new DeadLetter(
            r.delivery.Id, r.endpoint.Id, r.recipient.Id, names.Of(r.recipient), r.endpoint.Channel, HostOf(r.endpoint.Address), r.endpoint.DisabledAt is not null,
            r.delivery.Epoch, r.delivery.Sequence, r.Version, r.delivery.Attempts, r.delivery.DeadAt!.Value, r.delivery.Error))];
    }

    // A webhook's or robot's path is its secret.
    private static string? HostOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : address;
}
