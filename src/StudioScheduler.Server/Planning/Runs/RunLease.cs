using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning.Runs;

/// <summary>
/// Whose a run is. Every write names the fence that it was taken with, so a worker that slept through its lease can no longer
/// change anything.
/// </summary>
public sealed class RunLease(IDbContextFactory<StudioDbContext> databases, TimeProvider time, RunClock clock)
{
    /// <summary>Takes a run that is free; null where it has ended, is at work elsewhere, or somebody was faster.</summary>
    public async Task<PlanningRun?> TakeAsync(Guid runId, string owner, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        var until = now + clock.Lease;
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, cancellation);
        if (run is null || run.EndedAt is not null || (run.Owner is not null && run.LeaseUntil > now))
        {
            return null;
        }

        var fence = run.Fence + 1;
        var started = run.StartedAt ?? now;
        var taken = await db.Runs.Where(r => r.Id == runId && r.Fence == run.Fence && r.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Fence, fence).SetProperty(r => r.Owner, owner).SetProperty(r => r.LeaseUntil, until)
                .SetProperty(r => r.StartedAt, started),
            cancellation);
        return taken == 1 ? await db.Runs.AsNoTracking().SingleAsync(r => r.Id == runId, cancellation) : null;
    }

    /// <summary>Renews and stores progress. Null: the lease is lost; else whether a person has asked to stop.</summary>
    public async Task<bool?> BeatAsync(PlanningRun run, string? progress, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var until = time.GetUtcNow() + clock.Lease;
        var kept = await Mine(db, run).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.LeaseUntil, until).SetProperty(r => r.Progress, r => progress ?? r.Progress), cancellation);
        return kept == 0 ? null : await db.Runs.Where(r => r.Id == run.Id).AnyAsync(r => r.StopRequestedAt != null, cancellation);
    }

    /// <summary>Lets a run go for another try, or ends it as failed where there were enough. True: it may be tried again.</summary>
    public async Task<bool> GiveUpAsync(PlanningRun run, string error, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (run.Fence < clock.Attempts)
        {
            return await Mine(db, run).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Owner, (string?)null).SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null).SetProperty(r => r.Error, error),
                cancellation) == 1;
        }

        var now = time.GetUtcNow();
        await Mine(db, run).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Outcome, RunOutcome.Failed).SetProperty(r => r.Error, error), cancellation);
        return false;
    }

    /// <summary>The rows that this holder may still write: one or none.</summary>
    internal static IQueryable<PlanningRun> Mine(StudioDbContext db, PlanningRun run) =>
        db.Runs.Where(r => r.Id == run.Id && r.Fence == run.Fence && r.EndedAt == null);
}
