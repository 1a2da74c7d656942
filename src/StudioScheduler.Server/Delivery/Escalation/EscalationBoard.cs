using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Escalation;

/// <param name="Outcome">As in <see cref="EscalationStep.Outcome"/>; null while it is to come.</param>
public sealed record EscalationView(int Step, DateTimeOffset DueAt, DateTimeOffset? DoneAt, string? Outcome);

/// <param name="IsOnBoard">The crew's other ways and its production have not helped: the base itself must act.</param>
public sealed record OverdueNotice(
    Guid NoticeId, string Crew, string CrewName, int Epoch, long Sequence, int Version, DateTimeOffset PublishedAt, DateTimeOffset? SentAt, DateTimeOffset? AcknowledgeBy, bool IsOnBoard,
    IReadOnlyList<EscalationView> Steps);

/// <summary>Every notice that is being chased, with what has been done and what comes next.</summary>
public sealed class EscalationBoard(StudioDbContext db, TimeProvider time)
{
    public async Task<IReadOnlyList<OverdueNotice>> ListAsync(string baseId, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var open = await (from notice in db.Notices.AsNoTracking()
                          join recipient in db.Recipients.AsNoTracking() on notice.RecipientId equals recipient.Id
                          join crew in db.Crews.AsNoTracking() on new { recipient.BaseId, Id = recipient.Subject } equals new { crew.BaseId, crew.Id }
                          where notice.BaseId == baseId && recipient.Kind == RecipientKind.Crew && notice.AcknowledgedAt == null && notice.SupersededBy == null
                              && notice.Epoch == recipient.Epoch
                              && db.EscalationSteps.Any(s => s.NoticeId == notice.Id && ((s.DoneAt == null && s.DueAt <= now) || (s.DoneAt != null && s.Outcome != "over")))
                          select new { notice, crew }).ToListAsync(cancellation);
        var ids = open.ConvertAll(o => o.notice.Id);
        var steps = (await db.EscalationSteps.AsNoTracking().Where(s => ids.Contains(s.NoticeId)).OrderBy(s => s.Step).ToListAsync(cancellation)).ToLookup(s => s.NoticeId);
        return
        [
            .. open.Select(o => new OverdueNotice(
                    o.notice.Id, o.crew.Id, o.crew.Name, o.notice.Epoch, o.notice.Sequence, o.notice.Version, o.notice.PublishedAt, o.notice.SentAt, o.notice.AcknowledgeBy,
                    steps[o.notice.Id].Any(s => s.Outcome == "board"),
                    [.. steps[o.notice.Id].Select(s => new EscalationView(s.Step, s.DueAt, s.DoneAt, s.Outcome))]))
                .OrderByDescending(o => o.IsOnBoard).ThenBy(o => o.AcknowledgeBy).ThenBy(o => o.Crew, StringComparer.Ordinal),
        ];
    }
}
