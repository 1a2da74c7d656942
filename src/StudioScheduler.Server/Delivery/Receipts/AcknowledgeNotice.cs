using Microsoft.EntityFrameworkCore;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Receipts;

/// <summary>
/// A person confirms. Number n covers every number up to n of that epoch, never a later one: an answer to an old call never counts
/// for a newer. Repeating it changes nothing.
/// </summary>
public class AcknowledgeNotice(StudioDbContext db, TimeProvider time)
{
    /// <param name="by">Who, as the manager's board shows it.</param>
    /// <returns>The highest number that is acknowledged now.</returns>
    public virtual async Task<Answer<long>> RunAsync(Guid recipientId, Acknowledgement given, string by, CancellationToken cancellation = default)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var recipient = await db.TakeRecipientAsync(recipientId, cancellation);
        if (given.Epoch != recipient.Epoch)
        {
            return new WrongState("refusal.epoch-over", recipient.Subject);
        }

        var ours = db.Notices.Where(n => n.RecipientId == recipientId && n.Epoch == given.Epoch);
        var sent = await ours.Where(n => n.SentAt != null).MaxAsync(n => (long?)n.Sequence, cancellation) ?? 0;
        if (given.Sequence < 1 || given.Sequence > sent)
        {
            return new NotFound("notice", $"{recipient.Subject}/{given.Epoch}-{given.Sequence}");
        }

        await MarkAsync(ours.Where(n => n.Sequence <= given.Sequence && n.AcknowledgedAt == null), given, by, cancellation);
        var acknowledged = await ours.Where(n => n.AcknowledgedAt != null).MaxAsync(n => n.Sequence, cancellation);
        await transaction.CommitAsync(cancellation);
        return acknowledged;
    }

    // Who has confirmed has seen, and what was seen was delivered: the times stay in order.
    private async Task MarkAsync(IQueryable<Notice> notices, Acknowledgement given, string by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var ids = await notices.Select(n => n.Id).ToListAsync(cancellation);
        await db.Notices.Where(n => ids.Contains(n.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(n => n.DeliveredAt, n => n.DeliveredAt ?? now)
                .SetProperty(n => n.SeenAt, n => n.SeenAt ?? now)
                .SetProperty(n => n.AcknowledgedAt, now)
                .SetProperty(n => n.AcknowledgedBy, by)
                .SetProperty(n => n.AcknowledgedWhere, given.Where),
            cancellation);
        await db.EscalationSteps.Where(e => ids.Contains(e.NoticeId) && e.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.DoneAt, now).SetProperty(e => e.Outcome, "acknowledged"), cancellation);

        // Nobody needs to be reminded any more. A reminder has no number of its own, so none is missed; the notice itself goes out all the
        // same. That it was to be sent stays written in its step.
        await db.Deliveries.Where(d => ids.Contains(d.NoticeId) && d.IsReminder && d.SentAt == null && d.DeadAt == null).ExecuteDeleteAsync(cancellation);
    }
}
