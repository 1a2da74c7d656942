using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>
/// A recipient's stream as server-sent events, read from the database in order, on any server. Events: <c>snapshot</c> (the whole
/// state, first and whenever the position given is of another epoch or too old), <c>notice</c> (one envelope, in order, none left out),
/// <c>beat</c> (nothing new, the stream lives). The id is a <see cref="StreamPosition"/>. What a reader has not taken yet waits in the
/// database, not in memory.
/// </summary>
public class CrewStream(
    IDbContextFactory<StudioDbContext> contexts, StreamWakeups wakeups, Snapshots snapshots, DeliverySettings settings, TimeProvider time)
{
    private const int Page = 50;

    // The hint may arrive before the row is marked: looked for again after 10, 20, 40 … ms, for 20 s, the time in which another
    // server takes over the rows of one that died in between and calls anew.
    private const int MostLooks = 11;
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(10);

    // A crew's phones are woken together and stand at the same number: they share one look into the database.
    private readonly SharedLooks<(Guid RecipientId, StreamPosition? After), Look> shared = new(key => LookAsync(contexts, key.RecipientId, key.After));

    /// <param name="lastEventId">The <c>Last-Event-ID</c> header; null for a new reader.</param>
    /// <param name="cancellation">The request's end, the server's shutdown, or the end of the reader's right to read.</param>
    public virtual async IAsyncEnumerable<SseItem<string>> ReadAsync(
        Guid recipientId, string? lastEventId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Listening begins before the first look, so that nothing falls between the two.
        using var listener = wakeups.Listen(recipientId);
        var position = StreamPosition.Parse(lastEventId);
        var looks = 0;
        if (position is not null)
        {
            // Headers leave with the first event; a reader that resumes and has missed nothing must learn that it is connected.
            yield return Beat();
        }

        while (!cancellation.IsCancellationRequested)
        {
            var look = await shared.AskAsync((recipientId, position)).WaitAsync(cancellation);
            if (position is not { } at || MustStartAnew(at, look.Recipient, look.Sent))
            {
                var snapshot = await snapshots.OfAsync(look.Recipient, cancellation);
                position = new(snapshot.Epoch, snapshot.Sequence);
                yield return Event("snapshot", JsonSerializer.Serialize(snapshot, Envelopes.Json), position);
                continue;
            }

            foreach (var (next, json) in look.Next)
            {
                position = next;
                yield return Event("notice", json, next);
            }

            if (position != at)
            {
                looks = 0;
            }
            else if (listener.IsAheadOf(at) && looks < MostLooks)
            {
                await listener.WaitAsync(FirstLook * Math.Pow(2, looks++), time, cancellation);
            }
            else if (await listener.WaitAsync(settings.Heartbeat, time, cancellation))
            {
                looks = 0;
            }
            else
            {
                yield return Beat();
            }
        }
    }

    /// <summary>A position of another epoch, of a number that was never sent, or too far back: only the whole state is right.</summary>
    protected virtual bool MustStartAnew(StreamPosition at, Recipient recipient, long sent) =>
        at.Epoch != recipient.Epoch || at.Sequence > sent || sent - at.Sequence > settings.ResetAfter;

    private static SseItem<string> Event(string type, string data, StreamPosition? id) => new(data, type) { EventId = id?.ToString() };

    private static SseItem<string> Beat() => new("{}", "beat");

    private static async Task<Look> LookAsync(IDbContextFactory<StudioDbContext> contexts, Guid recipientId, StreamPosition? after)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var recipient = await db.Recipients.AsNoTracking().SingleAsync(r => r.Id == recipientId);
        // A new reader asks for nothing that follows: it begins with the whole state.
        var at = after ?? new(recipient.Epoch, long.MaxValue);
        var (sent, next) = await SentNotices.AfterAsync(db, recipient, at.Epoch, at.Sequence, Page);
        return new(recipient, sent,
            [.. next.Select(n => (new StreamPosition(n.Epoch, n.Sequence), JsonSerializer.Serialize(Envelopes.Of(n, recipient), Envelopes.Json)))]);
    }

    /// <param name="Sent">The last number of the recipient's epoch that has been sent.</param>
    /// <param name="Next">The numbers after the reader's, ready for the wire.</param>
    private sealed record Look(Recipient Recipient, long Sent, IReadOnlyList<(StreamPosition Position, string Json)> Next);
}
