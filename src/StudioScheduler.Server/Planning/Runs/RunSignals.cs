using System.Collections.Concurrent;

namespace StudioScheduler.Server.Planning.Runs;

/// <summary>
/// Tells pages of this server that a run's row has changed. A run on another server signals nobody here: whoever waits looks at the
/// row by itself after a while. The row is the truth.
/// </summary>
public sealed class RunSignals
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    public void Changed(Guid runId)
    {
        if (waiting.TryRemove(runId, out var source))
        {
            source.TrySetResult();
        }
    }

    /// <summary>Returns at the next change that this server makes, or after <paramref name="longest"/>.</summary>
    public async Task WaitAsync(Guid runId, TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        var source = waiting.GetOrAdd(runId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        // Other servers make changes too, and are not heard: hence the longest wait.
        await Task.WhenAny(source.Task, Task.Delay(longest, time, cancellation));
        cancellation.ThrowIfCancellationRequested();
    }
}
