using Hangfire;
using StudioScheduler.Server.Planning;

namespace StudioScheduler.Server.Jobs;

/// <summary>Brings a worker to a run through the job system; if it forgets, <see cref="SweepRuns"/> does not.</summary>
public sealed class HangfireRunQueue(IBackgroundJobClient jobs) : IRunQueue
{
    public void Enqueue(Guid runId) => jobs.Enqueue<WorkOnRun>(job => job.RunAsync(runId, CancellationToken.None));
}
