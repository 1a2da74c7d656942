using Microsoft.EntityFrameworkCore;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Pages;

/// <summary>Notices by number, for a receiver that has a gap to fill. Only what has left the outbox, and never past a missing number.</summary>
public sealed class NoticePages(StudioDbContext db)
{
    private const int Longest = 100;

    public async Task<NoticePage> AfterAsync(Recipient recipient, int epoch, long sequence, CancellationToken cancellation = default)
    {
        var sent = db.Notices.AsNoTracking().Where(n => n.RecipientId == recipient.Id && n.Epoch == recipient.Epoch && n.SentAt != null);
        var last = await sent.MaxAsync(n => (long?)n.Sequence, cancellation) ?? 0;
        var next = epoch == recipient.Epoch
            ? await sent.Where(n => n.Sequence > sequence).OrderBy(n => n.Sequence).Take(Longest).ToListAsync(cancellation)
            : [];
        return new()
        {
            Epoch = recipient.Epoch,
            LastSequence = last,
            Notices = [.. next.TakeWhile((n, i) => n.Sequence == sequence + i + 1).Select(n => Envelopes.Of(n, recipient))],
        };
    }
}
