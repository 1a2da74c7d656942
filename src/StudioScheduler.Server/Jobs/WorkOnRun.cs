using Hangfire;
using StudioScheduler.Server.Planning.Runs;

namespace StudioScheduler.Server.Jobs;

/// <summary>One planning run. The job system may show it twice: the run's lease decides who works.</summary>
[OwnQueue(Queue)]
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class WorkOnRun(RunWorker worker)
{
    public const string Queue = "solve";

    public Task RunAsync(Guid runId, CancellationToken cancellation) => worker.WorkAsync(runId, cancellation);
}
