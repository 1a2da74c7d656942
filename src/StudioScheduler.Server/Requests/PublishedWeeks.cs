using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Requests;

/// <param name="From">Of what a draft planned: a week, or the stretch of a repair.</param>
internal sealed record PublishedWeek(DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// A week is published as long as a call that its publication made stands in the current plan. That a draft was published once says little:
/// it may have been taken back, and a taken-back week is as if it had never been planned. The same goes for one whose last call was
/// cancelled: its places wait for a manager's next plan, not for whoever comes first on the waitlist.
/// </summary>
internal static class PublishedWeeks
{
    /// <summary>Each once, in the order of their beginnings.</summary>
    public static IQueryable<PublishedWeek> Of(StudioDbContext db, string baseId) => db.Drafts
        .Where(d => d.BaseId == baseId && d.PublishedAt != null && db.Assignments.Any(a => a.BaseId == baseId && a.UntilVersion == null
            && a.SinceVersion == d.PublishedVersion && a.Start >= d.HorizonFrom && a.Start < d.HorizonTo))
        .Select(d => new { d.HorizonFrom, d.HorizonTo }).Distinct().OrderBy(w => w.HorizonFrom).ThenBy(w => w.HorizonTo)
        .Select(w => new PublishedWeek(w.HorizonFrom, w.HorizonTo));
}
