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

    private static Task<int> WaitingAsync(StudioDbContext db, string baseId, BaseWeek week, CancellationToken cancellation)
    {
        var (from, to) = (week.From, week.To);
        return db.Blocks.CountAsync(
            b => b.BaseId == baseId && b.WithdrawnAt == null && b.WindowFrom < to && b.WindowFrom >= from
                && !db.Assignments.Any(a => a.BaseId == baseId && a.BlockId == b.Id && a.UntilVersion == null), cancellation);
    }
}
