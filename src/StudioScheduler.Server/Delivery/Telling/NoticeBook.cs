using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Telling;

/// <summary>What a recipient is to learn.</summary>
/// <param name="Version">The plan's version that it is about.</param>
/// <param name="NotBefore">The end of the undo window; the same as <paramref name="At"/> where nothing can be taken back.</param>
public sealed record News(string BaseId, int Version, DateTimeOffset At, DateTimeOffset NotBefore)
{
    public IReadOnlyList<NoticeChange> Changes { get; init; } = [];

    public IReadOnlyList<NoticeMessage> Messages { get; init; } = [];

    public string? Reason { get; init; }

    public DateTimeOffset? AcknowledgeBy { get; init; }
}

/// <summary>The one place where a notice gets its number: under the recipient's row, in the caller's transaction, with its deliveries and its outbox row.</summary>
public sealed class NoticeBook(StudioDbContext db)
{
    /// <param name="complete">What else belongs to the notice; runs under the recipient's row, before the notice is written.</param>
    public async Task<Notice> WriteAsync(Guid recipientId, News news, Func<Notice, Task>? complete = null, CancellationToken cancellation = default)
    {
        var recipient = await db.TakeRecipientAsync(recipientId, cancellation);
        recipient.LastSequence++;
        var notice = new Notice
        {
            Id = Guid.CreateVersion7(news.At),
            BaseId = news.BaseId,
            RecipientId = recipient.Id,
            Epoch = recipient.Epoch,
            Sequence = recipient.LastSequence,
            Version = news.Version,
            Changes = [.. news.Changes],
            Messages = [.. news.Messages],
            Reason = news.Reason,
            AcknowledgeBy = news.AcknowledgeBy,
            PublishedAt = news.At,
        };
        if (complete is not null)
        {
            await complete(notice);
        }

        db.Notices.Add(notice);
        await AddressAsync(notice, cancellation);
        db.Outbox.Add(new()
        {
            Id = Guid.CreateVersion7(news.At),
            BaseId = news.BaseId,
            RecipientId = recipient.Id,
            NoticeId = notice.Id,
            Epoch = notice.Epoch,
            Sequence = notice.Sequence,
            CreatedAt = news.At,
            NotBefore = news.NotBefore,
        });
        await db.SaveChangesAsync(cancellation);
        return notice;
    }

    /// <summary>The same for a production's producers; null where they have no stream.</summary>
    public async Task<Notice?> TellProducersAsync(string productionId, News news, CancellationToken cancellation = default) =>
        await db.Recipients.Where(r => r.BaseId == news.BaseId && r.Kind == RecipientKind.Producer && r.Subject == productionId)
            .Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellation) is { } id
            ? await WriteAsync(id, news, null, cancellation)
            : null;

    private async Task AddressAsync(Notice notice, CancellationToken cancellation)
    {
        var endpoints = await db.Endpoints
            .Where(e => e.RecipientId == notice.RecipientId && e.DisabledAt == null && e.Channel != ChannelName.Calendar && !e.IsBackup)
            .Select(e => e.Id).ToListAsync(cancellation);
        db.Deliveries.AddRange(endpoints.Select(endpoint => Storage.Model.Delivery.Of(notice, endpoint, notice.PublishedAt)));
    }
}
