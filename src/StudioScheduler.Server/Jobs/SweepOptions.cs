using Hangfire;
using StudioScheduler.Server.Requests;

namespace StudioScheduler.Server.Jobs;

/// <summary>Options that ran out or end soon.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class SweepOptions(ExpireOptions expire)
{
    public Task RunAsync(CancellationToken cancellation) => expire.RunAsync(cancellation);
}
