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
    public async Task<Notice> WriteAsync(Guid recipientId, News news, Func<Notice, Task>? complete = null, CancellationToken cancellation = default) =>
        (await WriteAsync([(recipientId, news)], complete is null ? null : notices => complete(notices[0]), cancellation))[0];

    /// <summary>One for each of many recipients, in the same order; a publication to 120 crews asks the database no oftener than one to a single crew.</summary>
    /// <param name="complete">As above, for all of them.</param>
    public async Task<IReadOnlyList<Notice>> WriteAsync(
        IReadOnlyList<(Guid RecipientId, News News)> told, Func<IReadOnlyList<Notice>, Task>? complete = null, CancellationToken cancellation = default)
    {
        var recipients = await db.TakeRecipientsAsync([.. told.Select(t => t.RecipientId)], cancellation);
        var notices = told.Select(t => Next(recipients[t.RecipientId], t.News)).ToList();
        if (complete is not null)
        {
            await complete(notices);
        }

        db.Notices.AddRange(notices);
        await AddressAsync(notices, cancellation);
        db.Outbox.AddRange(notices.Zip(told, (notice, t) => new OutboxRow
        {
            Id = Guid.CreateVersion7(t.News.At),
            BaseId = notice.BaseId,
            RecipientId = notice.RecipientId,
            NoticeId = notice.Id,
            Epoch = notice.Epoch,
            Sequence = notice.Sequence,
            CreatedAt = t.News.At,
            NotBefore = t.News.NotBefore,
        }));
        await db.SaveChangesAsync(cancellation);
        return notices;
    }

    /// <summary>The same for a production's producers; null where they have no stream.</summary>
    public async Task<Notice?> TellProducersAsync(string productionId, News news, CancellationToken cancellation = default) =>
        await db.Recipients.Where(r => r.BaseId == news.BaseId && r.Kind == RecipientKind.Producer && r.Subject == productionId)
            .Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellation) is { } id
            ? await WriteAsync(id, news, null, cancellation)
            : null;

    private static Notice Next(Recipient recipient, News news) => new()
    {
        Id = Guid.CreateVersion7(news.At),
        BaseId = news.BaseId,
        RecipientId = recipient.Id,
        Epoch = recipient.Epoch,
        Sequence = ++recipient.LastSequence,
        Version = news.Version,
        Changes = [.. news.Changes],
        Messages = [.. news.Messages],
        Reason = news.Reason,
        AcknowledgeBy = news.AcknowledgeBy,
        PublishedAt = news.At,
    };

    private async Task AddressAsync(IReadOnlyList<Notice> notices, CancellationToken cancellation)
    {
        var told = notices.Select(n => n.RecipientId).ToArray();
        var endpoints = (await db.Endpoints
            .Where(e => told.Contains(e.RecipientId) && e.DisabledAt == null && e.Channel != ChannelName.Calendar && !e.IsBackup)
            .Select(e => new { e.RecipientId, e.Id }).ToListAsync(cancellation)).ToLookup(e => e.RecipientId, e => e.Id);
        db.Deliveries.AddRange(notices.SelectMany(notice => endpoints[notice.RecipientId].Select(endpoint => Storage.Model.Delivery.Of(notice, endpoint, notice.PublishedAt))));
    }
}
