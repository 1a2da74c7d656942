using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules.Publishing;

/// <summary>
/// Notices in their undo window that a newer one takes back. They go out all the same, so that numbers have no gaps, but not before the
/// newer one may, and they alarm nobody; nor does the newer one, where it only brings back what the crew already knows.
/// </summary>
internal sealed class TakenBack(StudioDbContext db)
{
    /// <summary>Marks what the new notices of one publication take back. Their recipients' rows are held, so nothing else begins to wait meanwhile.</summary>
    /// <param name="notBefore">When the new ones leave.</param>
    /// <returns>Those by which for their recipients nothing has happened; they are marked as superseded too.</returns>
    public async Task<IReadOnlySet<Guid>> MarkAsync(IReadOnlyList<Notice> notices, DateTimeOffset notBefore, CancellationToken cancellation)
    {
        var (baseId, now) = (notices[0].BaseId, notices[0].PublishedAt);
        var waiting = await db.Outbox.Where(r => r.BaseId == baseId && r.SentAt == null && r.Owner == null && r.NotBefore > now)
            .Select(r => r.RecipientId).Distinct().ToListAsync(cancellation);
        var nothing = new HashSet<Guid>();
        foreach (var notice in notices.Where(n => waiting.Contains(n.RecipientId)))
        {
            if (await MarkAsync(notice, notBefore, cancellation))
            {
                nothing.Add(notice.Id);
            }
        }

        return nothing;
    }

    private async Task<bool> MarkAsync(Notice notice, DateTimeOffset notBefore, CancellationToken cancellation)
    {
        var waiting = await HoldWaitingAsync(notice, cancellation);
        for (var first = 0; first < waiting.Count; first++)
        {
            var undone = waiting[first..];
            var known = Before(undone);
            var now = After([.. undone, notice]);
            if (!known.All(block => SamePlace(block.Value, now[block.Key])))
            {
                continue;
            }

            foreach (var old in undone)
            {
                old.SupersededBy = notice.Sequence;
            }

            var ids = undone.Select(n => n.Id).ToList();
            // Alone they would show a plan that is no more.
            await db.Outbox.Where(r => ids.Contains(r.NoticeId) && r.NotBefore < notBefore).ExecuteUpdateAsync(set => set.SetProperty(r => r.NotBefore, notBefore), cancellation);
            await db.EscalationSteps.Where(e => ids.Contains(e.NoticeId) && e.DoneAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(e => e.DoneAt, notice.PublishedAt).SetProperty(e => e.Outcome, "superseded"), cancellation);
            var isNothing = notice.Changes.TrueForAll(c => known.ContainsKey(c.BlockId));
            notice.SupersededBy = isNothing ? undone[^1].Sequence : null;
            return isNothing;
        }

        return false;
    }

    // The newest notices without a break that no server has begun to send. Their outbox rows are taken by a write, so that a dispatcher
    // whose turn comes before this commits waits, and then reads them as superseded.
    private async Task<List<Notice>> HoldWaitingAsync(Notice notice, CancellationToken cancellation)
    {
        var waiting = await (from row in db.Outbox
                             join old in db.Notices on row.NoticeId equals old.Id
                             where row.RecipientId == notice.RecipientId && row.Epoch == notice.Epoch && row.SentAt == null && row.Owner == null
                                 && row.NotBefore > notice.PublishedAt && old.SupersededBy == null
                             orderby row.Sequence descending
                             select old).ToListAsync(cancellation);
        var held = new List<Notice>();
        foreach (var old in waiting)
        {
            var isNext = old.Sequence == notice.Sequence - held.Count - 1;
            if (!isNext || old.Messages.Count > 0 || await db.Outbox.Where(r => r.NoticeId == old.Id && r.SentAt == null && r.Owner == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.NotBefore, r => r.NotBefore), cancellation) == 0)
            {
                break;
            }

            held.Insert(0, old);
        }

        return held;
    }

    private static Dictionary<string, CallPlace?> Before(IEnumerable<Notice> notices)
    {
        var places = new Dictionary<string, CallPlace?>(StringComparer.Ordinal);
        foreach (var change in notices.SelectMany(n => n.Changes))
        {
            places.TryAdd(change.BlockId, change.Before);
        }

        return places;
    }

    private static Dictionary<string, CallPlace?> After(IEnumerable<Notice> notices)
    {
        var places = new Dictionary<string, CallPlace?>(StringComparer.Ordinal);
        foreach (var change in notices.SelectMany(n => n.Changes))
        {
            places[change.BlockId] = change.After;
        }

        return places;
    }

    private static bool SamePlace(CallPlace? left, CallPlace? right) => (left?.StageId, left?.Start, left?.End) == (right?.StageId, right?.Start, right?.End);
}
