using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Board;

/// <summary>
/// A manager has the last notice sent once more, over every channel of a recipient or over one. It keeps its number, so a receiver that has
/// it already knows it by that.
/// </summary>
public sealed class Resend(StudioDbContext db, TimeProvider time)
{
    /// <param name="endpointId">Null: every channel that is in use.</param>
    /// <returns>Over how many channels it goes.</returns>
    public async Task<Answer<int>> RunAsync(string baseId, Guid recipientId, Guid? endpointId, Guid? by, CancellationToken cancellation = default)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (await db.Recipients.AsNoTracking().SingleOrDefaultAsync(r => r.Id == recipientId && r.BaseId == baseId, cancellation) is not { } recipient)
        {
            return new NotFound("recipient", recipientId.ToString());
        }

        var notice = await db.Notices.AsNoTracking()
            .Where(n => n.RecipientId == recipientId && n.Epoch == recipient.Epoch && n.SupersededBy == null && n.SentAt != null)
            .OrderByDescending(n => n.Sequence).FirstOrDefaultAsync(cancellation);
        if (notice is null)
        {
            return new WrongState("refusal.nothing-sent", recipient.Subject);
        }

        var endpoints = await db.Endpoints.AsNoTracking().Where(e => e.RecipientId == recipientId && e.DisabledAt == null
            && !ChannelName.Fetched.Contains(e.Channel) && (endpointId == null || e.Id == endpointId)).ToListAsync(cancellation);
        if (endpoints.Count == 0)
        {
            return endpointId is { } missing ? new NotFound("endpoint", missing.ToString()) : new WrongState("refusal.no-channel", recipient.Subject);
        }

        foreach (var endpoint in endpoints)
        {
            await AgainAsync(notice, endpoint, cancellation);
        }

        var now = time.GetUtcNow();
        db.Audit.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            BaseId = baseId,
            At = now,
            AccountId = by,
            Action = nameof(Resend),
            Subject = recipient.Subject,
            Details = string.Create(CultureInfo.InvariantCulture, $"notice {notice.Sequence} over {string.Join(", ", endpoints.Select(e => e.Channel))}"),
        });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return endpoints.Count;
    }

    private async Task AgainAsync(Notice notice, Endpoint endpoint, CancellationToken cancellation)
    {
        var reset = await db.Deliveries.Where(d => d.NoticeId == notice.Id && d.EndpointId == endpoint.Id && !d.IsReminder).WaitAgainAsync(cancellation);
        if (reset == 0)
        {
            db.Deliveries.Add(Storage.Model.Delivery.Of(notice, endpoint.Id, time.GetUtcNow()));
        }
    }
}
