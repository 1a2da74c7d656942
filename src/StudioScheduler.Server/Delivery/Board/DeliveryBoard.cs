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

/// <summary>A notice that is to be confirmed by a time.</summary>
public sealed record UnansweredNotice(Guid NoticeId, DateTimeOffset AcknowledgeBy);

/// <param name="Name">As people call it; may be in both languages.</param>
/// <param name="Last">The newest notice that alarms; null where there was none.</param>
public sealed record BoardLine(Guid RecipientId, RecipientKind Kind, string Subject, string Name, Notice? Last)
{
    /// <summary>In use or switched off, the oldest first.</summary>
    public IReadOnlyList<BoardEndpoint> Endpoints { get; init; } = [];

    /// <summary>Notices that somebody has yet to confirm: the last one and those before it. A newer one gives no more time for an older.</summary>
    public IReadOnlyList<UnansweredNotice> Unanswered { get; init; } = [];

    /// <summary>The first time that somebody has to confirm by; null where nobody has to.</summary>
    public DateTimeOffset? AcknowledgeBy => Unanswered.Min(n => (DateTimeOffset?)n.AcknowledgeBy);

    /// <summary>Escalation steps of the last notice and of the unanswered that were carried out; of each step the newest.</summary>
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
    public bool IsPending => Unanswered.Count > 0;

    public bool HasFailed => Endpoints.Any(e => e.Dead > 0);

    public bool IsOverdue(DateTimeOffset now) => AcknowledgeBy < now;

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
        var chasing = lines.SelectMany(NoticesOf).ToList();
        var done = (await db.EscalationSteps.AsNoTracking().Where(s => chasing.Contains(s.NoticeId) && s.DoneAt != null)
            .ToListAsync(cancellation)).ToLookup(s => s.NoticeId);
        var endpoints = (await EndpointsAsync(baseId, notices, cancellation)).ToLookup(e => e.RecipientId, e => e.Endpoint);
        return [.. lines.Select(l => l with { Endpoints = [.. endpoints[l.RecipientId]], Chased = Newest(NoticesOf(l).SelectMany(n => done[n])) })];
    }

    /// <summary>The crews alone, without channels and chase: what a page may ask every second.</summary>
    public async Task<IReadOnlyList<BoardLine>> CrewsAsync(string baseId, CancellationToken cancellation = default) =>
        await LinesAsync(baseId, RecipientKind.Crew, cancellation);

    private static IEnumerable<Guid> NoticesOf(BoardLine line) => line.Unanswered.Select(n => n.NoticeId).Union(line.Last is { } last ? [last.Id] : []);

    private static IReadOnlyList<EscalationStep> Newest(IEnumerable<EscalationStep> done) =>
        [.. done.GroupBy(s => s.Step).Select(g => g.MaxBy(s => s.DoneAt)!).OrderBy(s => s.Step)];

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
        // Only crews are asked to confirm, and who confirms a number confirms all before it.
        var unanswered = (await (from recipient in recipients
                                 join notice in db.Notices.AsNoTracking() on new { recipient.Id, recipient.Epoch } equals new { Id = notice.RecipientId, notice.Epoch }
                                 where recipient.Kind == RecipientKind.Crew && notice.AcknowledgeBy != null && notice.SupersededBy == null
                                     && notice.Sequence > db.Notices.Where(o => o.RecipientId == recipient.Id && o.Epoch == recipient.Epoch && o.AcknowledgedAt != null)
                                         .OrderByDescending(o => o.Sequence).Select(o => o.Sequence).FirstOrDefault()
                                 select new { notice.RecipientId, Notice = new UnansweredNotice(notice.Id, notice.AcknowledgeBy!.Value) }).ToListAsync(cancellation))
            .ToLookup(n => n.RecipientId, n => n.Notice);
        return
        [
            .. (await recipients.ToListAsync(cancellation)).Where(r => last.ContainsKey(r.Id) || (r.Kind == RecipientKind.Crew && names.IsHere(r)))
                .Select(r => new BoardLine(r.Id, r.Kind, r.Subject, names.Of(r), last.GetValueOrDefault(r.Id)) { Unanswered = [.. unanswered[r.Id]] })
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
