using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Screens.Week;

internal static class WeekChoice
{
    /// <summary>This week, or the next one where more blocks wait for a place: Monday's plan is made before Monday.</summary>
    public static async Task<DateOnly> FirstToPlanAsync(StudioDbContext db, string baseId, DateTimeOffset now, CancellationToken cancellation)
    {
        var studio = await db.Bases.AsNoTracking().SingleOrDefaultAsync(b => b.Id == baseId, cancellation);
        if (studio is null)
        {
            return DateOnly.FromDateTime(now.UtcDateTime);
        }

        var week = BaseWeek.Containing(studio, now);
        var next = week.Next(studio.TimeZone);
        return await WaitingAsync(db, baseId, next, cancellation) > await WaitingAsync(db, baseId, week, cancellation) && now > week.From.AddDays(3)
            ? next.Monday
            : week.Monday;
    }

    /// <summary>What changes when the page must be read anew.</summary>
    public static async Task<((int, int?, string?, DateTimeOffset?) Core, Guid? DraftId)> StampAsync(
        StudioDbContext db, string baseId, Guid? draftId, DateTimeOffset weekFrom, CancellationToken cancellation)
    {
        var number = await db.Bases.Where(b => b.Id == baseId).Select(b => b.PublishedNumber).SingleAsync(cancellation);
        var draft = await db.Drafts.AsNoTracking()
            .Where(d => d.BaseId == baseId && d.HorizonFrom == weekFrom && d.PublishedAt == null && d.DiscardedAt == null)
            .OrderByDescending(d => d.CreatedAt).Select(d => new { d.Id, d.Revision }).FirstOrDefaultAsync(cancellation);
        var run = draftId is null ? null
            : await db.Runs.AsNoTracking().Where(r => r.DraftId == draftId).OrderByDescending(r => r.QueuedAt)
                .Select(r => new { r.Progress, r.EndedAt, r.QueuedAt }).FirstOrDefaultAsync(cancellation);
        return ((number, draft?.Revision, run?.Progress, run?.EndedAt ?? run?.QueuedAt), draft?.Id);
    }

    private static Task<int> WaitingAsync(StudioDbContext db, string baseId, BaseWeek week, CancellationToken cancellation)
    {
        var (from, to) = (week.From, week.To);
        return db.Blocks.CountAsync(
            b => b.BaseId == baseId && b.WithdrawnAt == null && b.WindowFrom < to && b.WindowFrom >= from
                && !db.Assignments.Any(a => a.BaseId == baseId && a.BlockId == b.Id && a.UntilVersion == null), cancellation);
    }
}
