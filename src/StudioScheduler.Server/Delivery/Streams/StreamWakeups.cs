using System.Collections.Concurrent;
using System.Threading.Channels;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>
/// The open streams of this server, by recipient. Holds no notices: a call only says "look again", so a stalled reader costs one
/// flag, and a lost call only time.
/// </summary>
public sealed class StreamWakeups
{
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Listener, byte>> listeners = new();

    public int Count => listeners.Values.Sum(l => l.Count);

    public Listener Listen(Guid recipientId)
    {
        var listener = new Listener(this, recipientId);
        listeners.GetOrAdd(recipientId, _ => new()).TryAdd(listener, 0);
        return listener;
    }

    /// <param name="until">The number that the stream has grown to, or is about to.</param>
    public void Wake(Guid recipientId, StreamPosition until)
    {
        if (listeners.TryGetValue(recipientId, out var open))
        {
            foreach (var listener in open.Keys)
            {
                listener.Call(until);
            }
        }
    }

    private void Forget(Listener listener)
    {
        if (listeners.TryGetValue(listener.RecipientId, out var open))
        {
            open.TryRemove(listener, out _);
        }
    }

    public sealed class Listener : IDisposable
    {
        private readonly StreamWakeups owner;
        private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        private StreamPosition calledFor;

        internal Listener(StreamWakeups owner, Guid recipientId) => (this.owner, RecipientId) = (owner, recipientId);

        public Guid RecipientId { get; }

        /// <summary>True where there was a call, false where <paramref name="longest"/> has passed.</summary>
        public async Task<bool> WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellation)
        {
            using var deadline = new CancellationTokenSource(longest, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
            try
            {
                return await calls.Reader.ReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return false;
            }
        }

        public void Dispose() => owner.Forget(this);

        /// <summary>The transport was faster than the row's mark: what was called for is not sent yet.</summary>
        public bool IsAheadOf(StreamPosition position)
        {
            lock (calls)
            {
                return calledFor.IsAfter(position);
            }
        }

        internal void Call(StreamPosition until)
        {
            lock (calls)
            {
                calledFor = until.IsAfter(calledFor) ? until : calledFor;
            }

            calls.Writer.TryWrite(true);
        }
    }
}
