using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Client.Inbox;

/// <summary>What became of a notice that was offered.</summary>
public enum Offered
{
    /// <summary>It is part of the stored state now, or was already.</summary>
    Stored,

    /// <summary>Something before it is missing: it is kept in memory until the gap is filled.</summary>
    Parked,
}

/// <summary>
/// Makes at-least-once and out-of-order into once and in order: applies last + 1, parks what comes early, asks the server for what is
/// missing, drops what is old, and starts anew from a snapshot where the epoch has risen. Every source may offer to it at the same time.
/// </summary>
public sealed class CrewInbox : IDisposable
{
    private const int MostParked = 1_000;

    private readonly IPositionStore store;
    private readonly ICrewServer server;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SortedDictionary<long, NoticeEnvelope> parked = [];

    private CrewInbox(IPositionStore store, ICrewServer server, StreamSnapshot state) => (this.store, this.server, State) = (store, server, state);

    /// <summary>A notice is in <see cref="State"/> and stored. Called in order, one at a time.</summary>
    public event Action<NoticeEnvelope>? Applied;

    /// <summary>The whole state was replaced: at the very first start, after a restore of the server, or after a very long absence.</summary>
    public event Action<StreamSnapshot>? Restarted;

    /// <summary>The calls and the position, as stored.</summary>
    public StreamSnapshot State { get; private set; }

    /// <summary>Goes on from what is stored; the very first time from the server's snapshot.</summary>
    public static async Task<CrewInbox> OpenAsync(IPositionStore store, ICrewServer server, CancellationToken cancellation = default)
    {
        if (await store.LoadAsync(cancellation) is { } stored)
        {
            return new(store, server, stored);
        }

        var first = await server.SnapshotAsync(cancellation);
        await store.SaveAsync(first, cancellation);
        return new(store, server, first);
    }

    public async Task<Offered> OfferAsync(NoticeEnvelope notice, CancellationToken cancellation = default)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (notice.Epoch > State.Epoch)
            {
                await RestartAsync(await server.SnapshotAsync(cancellation), cancellation);
            }

            if (notice.Epoch < State.Epoch || notice.Sequence <= State.Sequence)
            {
                return Offered.Stored;
            }

            if (parked.Count < MostParked || notice.Sequence == State.Sequence + 1)
            {
                parked[notice.Sequence] = notice;
            }

            await ApplyParkedAsync(cancellation);
            return notice.Sequence <= State.Sequence ? Offered.Stored : Offered.Parked;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A snapshot from a stream: counts only where it is newer than what is stored.</summary>
    public async Task OfferAsync(StreamSnapshot snapshot, CancellationToken cancellation = default)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (snapshot.Epoch > State.Epoch || (snapshot.Epoch == State.Epoch && snapshot.Sequence > State.Sequence))
            {
                await RestartAsync(snapshot, cancellation);
                await ApplyParkedAsync(cancellation);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Asks the server for everything behind the position; fills gaps, also those that nobody has noticed.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation = default)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                var page = await server.NoticesAfterAsync(State.Epoch, State.Sequence, cancellation);
                if (page.Epoch != State.Epoch || page.LastSequence < State.Sequence)
                {
                    await RestartAsync(await server.SnapshotAsync(cancellation), cancellation);
                    continue;
                }

                foreach (var notice in page.Notices)
                {
                    parked[notice.Sequence] = notice;
                }

                await ApplyParkedAsync(cancellation);
                if (page.Notices.Count == 0 || State.Sequence >= page.LastSequence)
                {
                    return;
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A person has confirmed everything that <see cref="State"/> shows now.</summary>
    /// <param name="where">Shown to the manager, for example <c>crew-app</c>.</param>
    public async Task AcknowledgeAsync(string where, CancellationToken cancellation = default)
    {
        var shown = State;
        if (shown.Sequence == 0 || shown.AcknowledgedSequence >= shown.Sequence)
        {
            return;
        }

        var covered = await server.AcknowledgeAsync(new(shown.Epoch, shown.Sequence, where), cancellation);
        await gate.WaitAsync(cancellation);
        try
        {
            if (State.Epoch == shown.Epoch && covered > State.AcknowledgedSequence)
            {
                await KeepAsync(State with { AcknowledgedSequence = covered }, cancellation);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task ApplyParkedAsync(CancellationToken cancellation)
    {
        foreach (var old in parked.Keys.TakeWhile(s => s <= State.Sequence).ToList())
        {
            parked.Remove(old);
        }

        while (parked.TryGetValue(State.Sequence + 1, out var next))
        {
            await KeepAsync(CallsAfter.Of(State, next), cancellation);
            parked.Remove(next.Sequence);
            Applied?.Invoke(next);
        }
    }

    private async Task RestartAsync(StreamSnapshot snapshot, CancellationToken cancellation)
    {
        await KeepAsync(snapshot, cancellation);
        parked.Clear();
        Restarted?.Invoke(snapshot);
    }

    // Stored first: what State shows would survive a crash.
    private async Task KeepAsync(StreamSnapshot state, CancellationToken cancellation)
    {
        await store.SaveAsync(state, cancellation);
        State = state;
    }
}
