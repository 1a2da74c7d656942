using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery.Telling;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules.Publishing;

/// <summary>
/// One notice for each recipient that a publication concerns: crews their calls, producers those of their crews, pools' teams their
/// changeovers. In the order of their ids so that two publications never wait for each other; each takes its next number under the
/// recipient's row. Only crews are asked to acknowledge.
/// </summary>
internal sealed class NoticeWriter(StudioDbContext db)
{
    /// <summary>How many crews are told.</summary>
    public async Task<int> WriteAsync(
        Base studio, PlanVersion version, PlanFacts facts, IReadOnlyList<PlannedChange> planned, IReadOnlyList<PlanChange> changes, CancellationToken cancellation)
    {
        var byCrew = changes.GroupBy(c => c.CrewId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var production = facts.Crews.ToDictionary(c => c.Id, c => c.ProductionId, StringComparer.Ordinal);
        var byProduction = changes.ToLookup(c => production[c.CrewId], StringComparer.Ordinal);
        var byTeam = Changeovers.Changes(facts, planned, version.PublishedAt);
        var recipients = await db.Recipients.AsNoTracking().Where(r => r.BaseId == studio.Id).ToListAsync(cancellation);
        var known = recipients.Where(r => r.Kind == RecipientKind.Crew).Select(r => r.Subject).ToHashSet(StringComparer.Ordinal);
        if (byCrew.Keys.FirstOrDefault(c => !known.Contains(c)) is { } deaf)
        {
            throw new InvalidOperationException($"crew {deaf} has no recipient, so it cannot be told. Maybe it was entered past the commands.");
        }

        var told = new List<(Recipient Recipient, IReadOnlyList<NoticeChange> Changes)>();
        foreach (var recipient in recipients.OrderBy(r => r.Id))
        {
            IReadOnlyList<NoticeChange> own = recipient.Kind switch
            {
                RecipientKind.Crew when byCrew.TryGetValue(recipient.Subject, out var calls) => InOrder(calls),
                RecipientKind.Producer => InOrder(byProduction[recipient.Subject]),
                RecipientKind.PoolTeam when byTeam.TryGetValue(recipient.Subject, out var team) => team,
                _ => [],
            };
            if (own.Count > 0)
            {
                told.Add((recipient, own));
            }
        }

        if (told.Count > 0)
        {
            await TellAsync(studio, version, told, cancellation);
        }

        return byCrew.Count;
    }

    private static List<NoticeChange> InOrder(IEnumerable<PlanChange> changes) =>
    [
        .. changes.OrderBy(c => (c.After ?? c.Before)!.Start).ThenBy(c => c.BlockId, StringComparer.Ordinal)
            .Select(c => new NoticeChange(c.BlockId, c.BlockName, c.Kind, c.Before, c.After)),
    ];

    private Task<IReadOnlyList<Notice>> TellAsync(
        Base studio, PlanVersion version, IReadOnlyList<(Recipient Recipient, IReadOnlyList<NoticeChange> Changes)> told, CancellationToken cancellation)
    {
        var crews = told.Where(t => t.Recipient.Kind == RecipientKind.Crew).Select(t => t.Recipient.Id).ToHashSet();
        var news = new News(studio.Id, version.Number, version.PublishedAt, version.PublishedAt.AddSeconds(studio.UndoSeconds)) { Reason = version.Reason };
        return new NoticeBook(db).WriteAsync([.. told.Select(t => (t.Recipient.Id, news with { Changes = t.Changes }))], async notices =>
        {
            var nothing = await new TakenBack(db).MarkAsync(notices, news.NotBefore, cancellation);
            foreach (var notice in notices.Where(n => crews.Contains(n.RecipientId) && !nothing.Contains(n.Id)))
            {
                notice.AcknowledgeBy = Deadlines.AcknowledgeBy(version.PublishedAt, notice.Changes);
                db.EscalationSteps.AddRange(Deadlines.StepsOf(notice));
            }
        }, cancellation);
    }
}
