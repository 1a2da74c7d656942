using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning;

/// <summary>Asks a run to end; what it has found is kept as the draft.</summary>
public sealed class StopPlanningRun(StudioDbContext db, TimeProvider time)
{
    public async Task<Answer<PlanningRun>> RunAsync(string baseId, Guid runId, CancellationToken cancellation = default)
    {
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.BaseId == baseId && r.Id == runId, cancellation);
        if (run is null)
        {
            return new NotFound("run", runId.ToString());
        }

        if (run.EndedAt is not null)
        {
            return new WrongState("refusal.run-ended", runId.ToString());
        }

        var now = time.GetUtcNow();
        await db.Runs.Where(r => r.Id == runId && r.StopRequestedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.StopRequestedAt, now), cancellation);
        return run;
    }
}
