using System.Threading.Channels;

namespace StudioScheduler.Server.Delivery.Outbox;

/// <summary>Wakes this server's dispatcher right after a commit. Losing a call is harmless: the dispatcher also looks by itself.</summary>
public class OutboxSignal
{
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public virtual void Wake() => calls.Writer.TryWrite(true);

    /// <summary>Returns at the next call, or after <paramref name="longest"/>.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            await calls.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }
}
