using System.Threading.Channels;

namespace StudioScheduler.Server.Delivery.Streams;

internal enum StreamCall
{
    /// <summary>Nobody called.</summary>
    None,

    /// <summary>The feed has grown.</summary>
    News,

    /// <summary>The stream is not where the feed thought: only the database knows.</summary>
    Look,
}

/// <summary>One open stream's ear. It holds no notices: however many come while its reader stalls, it is one flag.</summary>
public sealed class StreamReader : IDisposable
{
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Feed feed;
    private readonly Action<StreamReader> close;
    private int called;

    internal StreamReader(Feed feed, Action<StreamReader> close) => (this.feed, this.close) = (feed, close);

    public void Dispose() => close(this);

    internal IReadOnlyList<StreamEvent>? After(StreamPosition position) => feed.After(position);

    internal void Call(StreamCall call)
    {
        // Whoever has to look has to look, whatever comes after.
        if (call == StreamCall.Look || Volatile.Read(ref called) == (int)StreamCall.None)
        {
            Volatile.Write(ref called, (int)call);
        }

        calls.Writer.TryWrite(true);
    }

    /// <summary>The next call, or the one that came meanwhile.</summary>
    internal async Task<StreamCall> WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            await calls.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return StreamCall.None;
        }

        return (StreamCall)Interlocked.Exchange(ref called, (int)StreamCall.None) is var call and not StreamCall.None ? call : StreamCall.News;
    }
}
