using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules.Publishing;

/// <summary>
/// One notice for each recipient that a publication concerns, in the order of their ids so that two publications never wait for each
/// other; each takes its next number under the recipient's row.
/// </summary>
internal sealed class NoticeWriter(StudioDbContext db)
{
    /// <summary>How many recipients are told.</summary>
    public async Task<int> WriteAsync(Base studio, PlanVersion version, IReadOnlyList<PlanChange> changes, CancellationToken cancellation)
    {
        var byCrew = changes.GroupBy(c => c.CrewId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var crews = byCrew.Keys.ToList();
        var recipients = await db.Recipients.AsNoTracking()
            .Where(r => r.BaseId == studio.Id && r.Kind == RecipientKind.Crew && crews.Contains(r.Subject)).ToListAsync(cancellation);
        if (crews.Except(recipients.Select(r => r.Subject), StringComparer.Ordinal).FirstOrDefault() is { } deaf)
        {
            throw new InvalidOperationException($"crew {deaf} has no recipient, so it cannot be told. Maybe it was entered past the commands.");
        }

        foreach (var recipient in recipients.OrderBy(r => r.Id))
        {
            await TellAsync(studio, version, recipient.Id, byCrew[recipient.Subject], cancellation);
        }

        return recipients.Count;
    }

    private async Task TellAsync(Base studio, PlanVersion version, Guid recipientId, List<PlanChange> changes, CancellationToken cancellation)
    {
        var recipient = await db.TakeRecipientAsync(recipientId, cancellation);
        recipient.LastSequence++;
        var notice = new Notice
        {
            Id = Guid.CreateVersion7(version.PublishedAt),
            BaseId = studio.Id,
            RecipientId = recipient.Id,
            Epoch = recipient.Epoch,
            Sequence = recipient.LastSequence,
            Version = version.Number,
            Changes = [.. changes.OrderBy(c => (c.After ?? c.Before)!.Start).ThenBy(c => c.BlockId, StringComparer.Ordinal)
                .Select(c => new NoticeChange(c.BlockId, c.BlockName, c.Kind, c.Before, c.After))],
            Reason = version.Reason,
            PublishedAt = version.PublishedAt,
        };
        if (!await new TakenBack(db).MarkAsync(notice, cancellation))
        {
            notice.AcknowledgeBy = Deadlines.AcknowledgeBy(version.PublishedAt, changes);
            db.EscalationSteps.AddRange(Deadlines.StepsOf(notice));
        }

        db.Notices.Add(notice);
        await AddressAsync(notice, cancellation);
        db.Outbox.Add(new()
        {
            Id = Guid.CreateVersion7(version.PublishedAt),
            BaseId = studio.Id,
            RecipientId = recipient.Id,
            NoticeId = notice.Id,
            Epoch = notice.Epoch,
            Sequence = notice.Sequence,
            CreatedAt = version.PublishedAt,
            NotBefore = version.PublishedAt.AddSeconds(studio.UndoSeconds),
        });
        await db.SaveChangesAsync(cancellation);
    }

    private async Task AddressAsync(Notice notice, CancellationToken cancellation)
    {
        var endpoints = await db.Endpoints.Where(e => e.RecipientId == notice.RecipientId && e.DisabledAt == null && e.Channel != ChannelName.Calendar).Select(e => e.Id).ToListAsync(cancellation);
        db.Deliveries.AddRange(endpoints.Select(endpoint => new Storage.Model.Delivery
        {
            Id = Guid.CreateVersion7(notice.PublishedAt),
            BaseId = notice.BaseId,
            NoticeId = notice.Id,
            EndpointId = endpoint,
            Epoch = notice.Epoch,
            Sequence = notice.Sequence,
        }));
    }
}
