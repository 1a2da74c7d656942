using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Board;

/// <summary>How far a recipient's last notice has come; the first missing time decides.</summary>
public enum NoticeStage
{
    /// <summary>Nothing was ever published for it.</summary>
    Never,
    Waiting,
    Sent,
    Delivered,
    Seen,
    Acknowledged,
}

/// <summary>What the board shows.</summary>
public enum BoardFilter
{
    All,

    /// <summary>Not acknowledged yet.</summary>
    Pending,

    /// <summary>Not acknowledged, and the time to do so is over.</summary>
    Overdue,

    /// <summary>A channel has given a notice up.</summary>
    Failed,
}

/// <param name="Dead">Notices that this channel has given up.</param>
/// <param name="SentAt">When the last notice went out here; null where it has not.</param>
public sealed record BoardEndpoint(Guid Id, string Channel, bool IsDisabled, int Dead, DateTimeOffset? SentAt, string? Error);

/// <param name="Name">As people call it; may be in both languages.</param>
/// <param name="Last">The newest notice that alarms; null where there was none.</param>
public sealed record BoardLine(Guid RecipientId, RecipientKind Kind, string Subject, string Name, Notice? Last)
{
    /// <summary>In use or switched off, the oldest first.</summary>
    public IReadOnlyList<BoardEndpoint> Endpoints { get; init; } = [];

    /// <summary>Escalation steps of the last notice that were carried out.</summary>
    public IReadOnlyList<EscalationStep> Chased { get; init; } = [];

    public NoticeStage Stage => Last switch
    {
        null => NoticeStage.Never,
        { AcknowledgedAt: not null } => NoticeStage.Acknowledged,
        { SeenAt: not null } => NoticeStage.Seen,
        { DeliveredAt: not null } => NoticeStage.Delivered,
        { SentAt: not null } => NoticeStage.Sent,
        _ => NoticeStage.Waiting,
    };

    /// <summary>Somebody has yet to confirm it; news that need no answer are never pending.</summary>
    public bool IsPending => Last is { AcknowledgedAt: null, AcknowledgeBy: not null };

    public bool HasFailed => Endpoints.Any(e => e.Dead > 0);

    public bool IsOverdue(DateTimeOffset now) => IsPending && Last!.AcknowledgeBy < now;

    public bool Matches(BoardFilter filter, DateTimeOffset now) => filter switch
    {
        BoardFilter.Pending => IsPending,
        BoardFilter.Overdue => IsOverdue(now),
        BoardFilter.Failed => HasFailed,
        _ => true,
    };
}

/// <summary>Who has been told, who has seen it, who has acknowledged: every crew of a base, and every other recipient that was told something.</summary>
public sealed class DeliveryBoard(StudioDbContext db)
{
    public async Task<IReadOnlyList<BoardLine>> ListAsync(string baseId, CancellationToken cancellation = default)
    {
        var lines = await LinesAsync(baseId, null, cancellation);
        var notices = lines.Select(l => l.Last?.Id).OfType<Guid>().ToList();
        var chased = (await db.EscalationSteps.AsNoTracking().Where(s => notices.Contains(s.NoticeId) && s.DoneAt != null).OrderBy(s => s.Step)
            .ToListAsync(cancellation)).ToLookup(s => s.NoticeId);
        var endpoints = (await EndpointsAsync(baseId, notices, cancellation)).ToLookup(e => e.RecipientId, e => e.Endpoint);
        return [.. lines.Select(l => l with { Endpoints = [.. endpoints[l.RecipientId]], Chased = l.Last is null ? [] : [.. chased[l.Last.Id]] })];
    }

    /// <summary>The crews alone, without channels and chase: what a page may ask every second.</summary>
    public async Task<IReadOnlyList<BoardLine>> CrewsAsync(string baseId, CancellationToken cancellation = default) =>
        await LinesAsync(baseId, RecipientKind.Crew, cancellation);

    private async Task<List<BoardLine>> LinesAsync(string baseId, RecipientKind? kind, CancellationToken cancellation)
    {
        var names = await RecipientNames.OfAsync(db, baseId, cancellation);
        var recipients = db.Recipients.AsNoTracking().Where(r => r.BaseId == baseId && (kind == null || r.Kind == kind));
        // From each recipient down its numbers to the first that counts: a long history costs no more.
        var last = await (from recipient in recipients
                          join notice in db.Notices.AsNoTracking() on new { recipient.Id, recipient.Epoch } equals new { Id = notice.RecipientId, notice.Epoch }
                          where notice.Sequence == db.Notices.Where(o => o.RecipientId == recipient.Id && o.Epoch == recipient.Epoch && o.SupersededBy == null)
                              .OrderByDescending(o => o.Sequence).Select(o => o.Sequence).FirstOrDefault()
                          select notice).ToDictionaryAsync(n => n.RecipientId, cancellation);
        return
        [
            .. (await recipients.ToListAsync(cancellation)).Where(r => last.ContainsKey(r.Id) || (r.Kind == RecipientKind.Crew && names.IsHere(r)))
                .Select(r => new BoardLine(r.Id, r.Kind, r.Subject, names.Of(r), last.GetValueOrDefault(r.Id)))
                .OrderBy(l => l.Kind).ThenBy(l => l.Subject, StringComparer.Ordinal),
        ];
    }

    private async Task<List<(Guid RecipientId, BoardEndpoint Endpoint)>> EndpointsAsync(string baseId, List<Guid> notices, CancellationToken cancellation)
    {
        var endpoints = await db.Endpoints.AsNoTracking().Where(e => e.BaseId == baseId).OrderBy(e => e.CreatedAt).ToListAsync(cancellation);
        var dead = await db.Deliveries.Where(d => d.BaseId == baseId && d.DeadAt != null).GroupBy(d => d.EndpointId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var newest = (await db.Deliveries.AsNoTracking().Where(d => notices.Contains(d.NoticeId)).ToListAsync(cancellation)).ToLookup(d => d.EndpointId);
        return [.. endpoints.Select(e => (e.RecipientId, new BoardEndpoint(
            e.Id, e.Channel, e.DisabledAt is not null, dead.GetValueOrDefault(e.Id), newest[e.Id].Max(d => d.SentAt), newest[e.Id].Select(d => d.Error).FirstOrDefault(x => x is not null))))];
    }
}
