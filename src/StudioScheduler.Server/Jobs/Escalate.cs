using Hangfire;
using StudioScheduler.Server.Delivery.Escalation;

namespace StudioScheduler.Server.Jobs;

/// <summary>Chases what nobody has acknowledged; what is due stands in rows, so a missed round is made up by the next.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class Escalate(EscalateOverdue escalate)
{
    public Task RunAsync(CancellationToken cancellation) => escalate.RunAsync(cancellation);
}
