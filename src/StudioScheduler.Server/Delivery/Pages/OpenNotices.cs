using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Pages;

/// <summary>What recipients have been sent and not acknowledged yet, the newest first; what was undone before it was sent alarms nobody.</summary>
public sealed class OpenNotices(StudioDbContext db)
{
    private const int Most = 20;

    public async Task<IReadOnlyList<Notice>> OfAsync(IReadOnlyCollection<Guid> recipients, CancellationToken cancellation = default) =>
        await db.Notices.AsNoTracking()
            .Where(n => recipients.Contains(n.RecipientId) && n.SentAt != null && n.AcknowledgedAt == null && n.SupersededBy == null
                && db.Recipients.Any(r => r.Id == n.RecipientId && r.Epoch == n.Epoch))
            .OrderByDescending(n => n.PublishedAt).ThenByDescending(n => n.Sequence).Take(Most).ToListAsync(cancellation);
}
