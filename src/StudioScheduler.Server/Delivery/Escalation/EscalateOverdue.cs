using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery.Telling;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Escalation;

/// <summary>
/// Chases what nobody has acknowledged: first by the crew's other ways, then its production manager, then the base's board. What is due
/// stands in rows, so the sweep may come late, twice or on two servers at once: each step is done by whoever closes its row first.
/// </summary>
public sealed class EscalateOverdue(IDbContextFactory<StudioDbContext> contexts, TimeProvider time)
{
    private const int MostAtOnce = 500;

    private static readonly string[] Reminding = [ChannelName.WeCom, ChannelName.DingTalk, ChannelName.Feishu, ChannelName.Mail];

    /// <returns>How many steps were done.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        List<Guid> due;
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
        {
            // What has not left the outbox cannot be repeated by another channel; people can be told all the same.
            due = await db.EscalationSteps.Where(s => s.DoneAt == null && s.DueAt <= now && (s.Step != 1 || db.Notices.Any(n => n.Id == s.NoticeId && n.SentAt != null)))
                .OrderBy(s => s.DueAt).ThenBy(s => s.Step)
                .Select(s => s.Id).Take(MostAtOnce).ToListAsync(cancellation);
        }

        var done = 0;
        foreach (var step in due)
        {
            done += await ActAsync(step, now, cancellation) ? 1 : 0;
        }

        return done;
    }

    private async Task<bool> ActAsync(Guid stepId, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var baseId = await db.EscalationSteps.Where(s => s.Id == stepId).Select(s => s.BaseId).SingleAsync(cancellation);
        // Base, then recipients, as publications take them; an acknowledgement waits for the recipient's row or is seen below.
        await db.HoldBaseAsync(baseId, cancellation);
        var step = await db.EscalationSteps.AsNoTracking().SingleAsync(s => s.Id == stepId, cancellation);
        var recipientId = await db.Notices.Where(n => n.Id == step.NoticeId).Select(n => n.RecipientId).SingleAsync(cancellation);
        var recipient = await db.TakeRecipientAsync(recipientId, cancellation);
        var notice = await db.Notices.AsNoTracking().SingleAsync(n => n.Id == step.NoticeId, cancellation);
        if (await db.EscalationSteps.Where(s => s.Id == stepId && s.DoneAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.DoneAt, now), cancellation) == 0)
        {
            return false;
        }

        var outcome = WhyNothing(notice, recipient, now) ?? step.Step switch
        {
            1 => await RemindAsync(db, notice, now, cancellation),
            2 => await TellProducersAsync(db, notice, recipient, now, cancellation),
            _ => "board",
        };
        await db.EscalationSteps.Where(s => s.Id == stepId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Outcome, outcome), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static string? WhyNothing(Notice notice, Recipient recipient, DateTimeOffset now) => notice switch
    {
        { AcknowledgedAt: not null } => "acknowledged",
        // Numbers of an older epoch can be acknowledged by nobody any more.
        { SupersededBy: not null } => "superseded",
        _ when notice.Epoch < recipient.Epoch => "superseded",
        _ when notice.Changes.TrueForAll(c => (c.Before is null || c.Before.End <= now) && (c.After is null || c.After.End <= now)) => "over",
        _ => null,
    };

    private static async Task<string> RemindAsync(StudioDbContext db, Notice notice, DateTimeOffset now, CancellationToken cancellation)
    {
        var endpoints = await db.Endpoints.AsNoTracking().Where(e => e.RecipientId == notice.RecipientId && e.DisabledAt == null)
            .OrderBy(e => e.CreatedAt).ThenBy(e => e.Id).ToListAsync(cancellation);
        var ways = endpoints.FindAll(e => e.IsBackup && !ChannelName.Fetched.Contains(e.Channel));
        if (ways.Count == 0)
        {
            ways = endpoints.FindAll(e => Reminding.Contains(e.Channel));
        }

        db.Deliveries.AddRange(ways.Select(w => Storage.Model.Delivery.Of(notice, w.Id, now, isReminder: true)));
        await db.SaveChangesAsync(cancellation);
        return $"channels:{string.Join(',', ways.Select(e => e.Channel))}";
    }

    private static async Task<string> TellProducersAsync(StudioDbContext db, Notice notice, Recipient recipient, DateTimeOffset now, CancellationToken cancellation)
    {
        var crew = await db.Crews.AsNoTracking().SingleOrDefaultAsync(c => c.BaseId == recipient.BaseId && c.Id == recipient.Subject, cancellation);
        if (crew is null)
        {
            return "producer:";
        }

        // The producers' own plan is further than the version that the crew was told of.
        var version = await db.Bases.Where(b => b.Id == notice.BaseId).Select(b => b.PublishedNumber).SingleAsync(cancellation);
        var first = notice.Changes.SelectMany(c => new[] { c.Before, c.After }).OfType<CallPlace>().MinBy(p => p.Start);
        var told = await new NoticeBook(db).TellProducersAsync(
            crew.ProductionId,
            new(notice.BaseId, version, now, now) { Messages = [new(NoticeMessageKind.CrewSilent, crew.Id, crew.Name, null, first?.Start)] },
            cancellation);
        return told is null ? "producer:" : $"producer:{crew.ProductionId}";
    }
}
