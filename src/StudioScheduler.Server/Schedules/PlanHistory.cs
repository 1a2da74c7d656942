using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules;

/// <summary>What changed between two versions: the plan at v is every row with Since &lt;= v &lt; Until.</summary>
public sealed class PlanHistory(StudioDbContext db)
{
    public async Task<IReadOnlyList<PlanChange>> BetweenAsync(string baseId, int older, int newer, CancellationToken cancellation = default)
    {
        var rows = await db.Assignments.AsNoTracking()
            .Where(a => a.BaseId == baseId && ((a.SinceVersion > older && a.SinceVersion <= newer) || (a.UntilVersion > older && a.UntilVersion <= newer)))
            .ToListAsync(cancellation);
        var ids = rows.Select(r => r.BlockId).Distinct().ToList();
        var blocks = await db.Blocks.AsNoTracking().Where(b => b.BaseId == baseId && ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancellation);
        var names = await db.Stages.AsNoTracking().Where(s => s.BaseId == baseId).ToDictionaryAsync(s => s.Id, s => s.Name, cancellation);
        CallPlace? At(IEnumerable<Assignment> of, int version) => of
            .Where(a => a.SinceVersion <= version && (a.UntilVersion is null || a.UntilVersion > version))
            .Select(a => new CallPlace(a.StageId, names[a.StageId], a.Start, a.End)).FirstOrDefault();

        return
        [
            .. rows.GroupBy(r => r.BlockId)
                .Select(g => PlanChange.Between(blocks[g.Key], At(g, older), At(g, newer)))
                .OfType<PlanChange>()
                .OrderBy(c => c.CrewId, StringComparer.Ordinal).ThenBy(c => (c.After ?? c.Before)!.Start).ThenBy(c => c.BlockId, StringComparer.Ordinal),
        ];
    }
}
