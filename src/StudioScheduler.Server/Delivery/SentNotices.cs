using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery;

/// <summary>What a recipient may read: only what has left the outbox, in order.</summary>
internal static class SentNotices
{
    /// <summary>The last number of the recipient's epoch that was sent, and what follows a position; nothing for a position of another epoch.</summary>
    /// <param name="most">The longest page.</param>
    public static async Task<(long Last, IReadOnlyList<Notice> Next)> AfterAsync(
        StudioDbContext db, Recipient recipient, int epoch, long sequence, int most, CancellationToken cancellation = default)
    {
        var sent = db.Notices.AsNoTracking().Where(n => n.RecipientId == recipient.Id && n.Epoch == recipient.Epoch && n.SentAt != null);
        var last = await sent.MaxAsync(n => (long?)n.Sequence, cancellation) ?? 0;
        if (epoch != recipient.Epoch || sequence >= last)
        {
            return (last, []);
        }

        var next = await sent.Where(n => n.Sequence > sequence).OrderBy(n => n.Sequence).Take(most).ToListAsync(cancellation);
        // Numbers are without gaps, and a recipient's rows are sent in order: a missing one means "not yet", never "skip it".
        return (last, [.. next.TakeWhile((notice, i) => notice.Sequence == sequence + i + 1)]);
    }
}
