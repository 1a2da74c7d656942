using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Receipts;

public enum ReceiptKind
{
    /// <summary>A device has stored it.</summary>
    Delivered,

    /// <summary>A person had it on the screen.</summary>
    Seen,
}

/// <summary>What a device reports by itself. Covers every number up to the one given, in its epoch; never moves a time that is set.</summary>
public class RecordReceipt(StudioDbContext db, TimeProvider time)
{
    /// <returns>How many notices it was news for; 0 for another epoch, for numbers not sent, and for a repeat.</returns>
    public virtual async Task<int> RunAsync(Guid recipientId, int epoch, long sequence, ReceiptKind kind, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var covered = db.Notices.Where(n => n.RecipientId == recipientId && n.Epoch == epoch && n.Sequence <= sequence && n.SentAt != null);
        var delivered = await covered.Where(n => n.DeliveredAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.DeliveredAt, now), cancellation);
        var news = kind == ReceiptKind.Delivered
            ? delivered
            : await covered.Where(n => n.SeenAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.SeenAt, now), cancellation);
        await db.Endpoints
            .Where(e => e.RecipientId == recipientId && e.Channel == ChannelName.Stream && e.Epoch == epoch && e.Cursor < sequence)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Cursor, sequence), cancellation);
        await transaction.CommitAsync(cancellation);
        return news;
    }
}
