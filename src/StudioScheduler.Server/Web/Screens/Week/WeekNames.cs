using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Screens.Week;

/// <summary>What the manager's page calls things in its sentences: as on the timeline, with the id only where several share a name.</summary>
internal static class WeekNames
{
    public static ScheduleNames Of(WeekView view, Wording words) => new()
    {
        Blocks = In(words, view.Blocks.Values.Select(b => (b.Id, b.Name))),
        Stages = In(words, view.Stages.Select(s => (s.Id, s.Name))),
        Crews = In(words, view.Crews.Values.Select(c => (c.Id, c.Name))),
    };

    /// <summary>Of what broken rules name also beyond the week and its stages.</summary>
    public static async Task<ScheduleNames> OfAsync(
        StudioDbContext db, WeekView view, IReadOnlyList<Violation> broken, Wording words, CancellationToken cancellation = default)
    {
        var elsewhere = broken.SelectMany(v => v.Blocks).Select(b => b.Value).Where(id => !view.Blocks.ContainsKey(id)).Distinct().ToList();
        var others = await db.Blocks.AsNoTracking().Where(b => b.BaseId == view.Base.Id && elsewhere.Contains(b.Id)).Select(b => new { b.Id, b.Name }).ToListAsync(cancellation);
        var people = await db.People.AsNoTracking().Where(p => p.BaseId == view.Base.Id).Select(p => new { p.Id, p.Name }).ToListAsync(cancellation);
        var pools = await db.Pools.AsNoTracking().Where(p => p.BaseId == view.Base.Id).Select(p => new { p.Id, p.Name }).ToListAsync(cancellation);
        return Of(view, words) with
        {
            Blocks = In(words, view.Blocks.Values.Select(b => (b.Id, b.Name)).Concat(others.Select(b => (b.Id, b.Name)))),
            People = In(words, people.Select(p => (p.Id, p.Name))),
            Pools = In(words, pools.Select(p => (p.Id, p.Name))),
        };
    }

    private static IReadOnlyDictionary<string, string> In(Wording words, IEnumerable<(string Id, string Name)> names) =>
        ScheduleNames.Distinct(names.Select(n => (n.Id, BilingualName.In(words.Language, n.Name))));
}
