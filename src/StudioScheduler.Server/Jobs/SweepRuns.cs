using Hangfire;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Jobs;

/// <summary>
/// Brings a worker to every run that nobody works on: queued ones that the job system forgot, and those whose lease ran out.
/// Asking twice is harmless.
/// </summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class SweepRuns(IDbContextFactory<StudioDbContext> databases, IRunQueue queue, JobStorage jobs, TimeProvider time)
{
    // a run that was queued just now is on its way
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        var before = now - Patience;
        var idle = await db.Runs.AsNoTracking()
            .Where(r => r.EndedAt == null && ((r.Owner == null && r.QueuedAt < before) || (r.Owner != null && r.LeaseUntil < now)))
            .Select(r => r.Id).ToListAsync(cancellation);
        // While every worker is at work the line may be an hour long: as long as it holds enough for all of them, nobody is asked twice.
        if (idle.Count > 0 && jobs.GetMonitoringApi().EnqueuedCount(WorkOnRun.Queue) < idle.Count)
        {
            idle.ForEach(queue.Enqueue);
        }
    }
}
