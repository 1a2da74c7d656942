using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Endpoints;

public sealed record DeadLetter(Guid Delivery, int Epoch, long Sequence, int Version, int Attempts, DateTimeOffset DeadAt, string? Error);

/// <summary>The ways to reach a recipient, each with what waits, what was given up, and the last error.</summary>
public sealed class EndpointList(StudioDbContext db)
{
    private const int MostLetters = 200;

    /// <summary>What was given up, the newest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(Guid endpointId, CancellationToken cancellation = default) =>
        await db.Deliveries.AsNoTracking().Where(d => d.EndpointId == endpointId && d.DeadAt != null).OrderByDescending(d => d.DeadAt).Take(MostLetters)
            .Join(db.Notices, d => d.NoticeId, n => n.Id, (d, n) => new DeadLetter(d.Id, n.Epoch, n.Sequence, n.Version, d.Attempts, d.DeadAt!.Value, d.Error))
            .ToListAsync(cancellation);

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
                    e, its.Count(d => d.DeadAt is null), its.Count(d => d.DeadAt is not null),
                    its.Where(d => d.Error is not null).MaxBy(d => d.Sequence)?.Error);
            }),
        ];
    }
}
