using Hangfire.Common;
using Hangfire.States;

namespace StudioScheduler.Server.Jobs;

/// <summary>
/// A job that waits in a queue of its own. Unlike Hangfire's own attribute it also moves what lies in another one, queued by a server of an
/// older version: a worker there hands it on instead of working on it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OwnQueueAttribute(string queue) : JobFilterAttribute, IElectStateFilter
{
    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is EnqueuedState queued)
        {
            queued.Queue = queue;
        }
        else if (context.CandidateState is ProcessingState && context.Connection.GetStateData(context.BackgroundJob.Id) is { } state
            && state.Name == EnqueuedState.StateName && state.Data.TryGetValue("Queue", out var from) && from != queue)
        {
            context.CandidateState = new EnqueuedState(queue) { Reason = $"handed on by {from}" };
        }
    }
}
