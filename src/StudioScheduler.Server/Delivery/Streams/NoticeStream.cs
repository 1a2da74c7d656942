using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>
/// A recipient's stream as server-sent events, in order, on any server. Events: <c>snapshot</c> (the whole state, first and whenever the
/// position given is of another epoch or too old), <c>notice</c> (one envelope, in order, none left out), <c>beat</c> (nothing new, the
/// stream lives). The id is a <see cref="StreamPosition"/>. A reader begins with a look into the database and goes on with what
/// <see cref="OpenStreams"/> has for all readers of the recipient; what it has not taken yet waits in the database, not in memory.
/// </summary>
public class NoticeStream(
    IDbContextFactory<StudioDbContext> contexts, OpenStreams streams, Snapshots snapshots, DeliverySettings settings, TimeProvider time)
{
    private const int Page = 50;

    // A reader that takes nothing holds the page that it looked for last; one that resumes where nobody else does shares it with no one.
    private const int PageBytes = 128 * 1024;

    // A recipient's phones that connect together and stand at the same number share one look into the database.
    private readonly SharedLooks<(Guid RecipientId, StreamPosition? After), Look> shared = new(key => LookAsync(contexts, key.RecipientId, key.After));

    /// <param name="lastEventId">The <c>Last-Event-ID</c> header; null for a new reader.</param>
    /// <param name="cancellation">The request's end, the server's shutdown, or the end of the reader's right to read.</param>
    public virtual async IAsyncEnumerable<StreamEvent> ReadAsync(
        Guid recipientId, string? lastEventId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Listening begins before the first look, so that nothing falls between the two.
        using var reader = streams.Open(recipientId);
        var position = StreamPosition.Parse(lastEventId);
        var mustLook = true;
        if (position is not null)
        {
            // Headers leave with the first event; a reader that resumes and has missed nothing must learn that it is connected.
            yield return StreamEvent.Beat;
        }

        while (!cancellation.IsCancellationRequested)
        {
            var next = position is { } known && !mustLook ? reader.After(known) : null;
            if (next is null)
            {
                var look = await shared.AskAsync((recipientId, position)).WaitAsync(cancellation);
                if (position is not { } at || MustStartAnew(at, look.Recipient, look.Sent))
                {
                    var snapshot = StreamEvent.Of(await snapshots.OfAsync(look.Recipient, cancellation));
                    position = snapshot.Position;
                    yield return snapshot;
                    continue;
                }

                // A page may not be all.
                (next, mustLook) = (look.Next, look.Next.Count > 0);
            }

            foreach (var notice in next)
            {
                position = notice.Position;
                yield return notice;
            }

            if (next.Count == 0)
            {
                var call = await reader.WaitAsync(settings.Heartbeat, time, cancellation);
                mustLook = call == StreamCall.Look;
                if (call == StreamCall.None)
                {
                    yield return StreamEvent.Beat;
                }
            }
        }
    }

    /// <summary>A position of another epoch, of a number that was never sent, or too far back: only the whole state is right.</summary>
    protected virtual bool MustStartAnew(StreamPosition at, Recipient recipient, long sent) =>
        at.Epoch != recipient.Epoch || at.Sequence > sent || sent - at.Sequence > settings.ResetAfter;

    private static async Task<Look> LookAsync(IDbContextFactory<StudioDbContext> contexts, Guid recipientId, StreamPosition? after)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var recipient = await db.Recipients.AsNoTracking().SingleAsync(r => r.Id == recipientId);
        // A new reader asks for nothing that follows: it begins with the whole state.
        var at = after ?? new(recipient.Epoch, long.MaxValue);
        var (sent, next) = await SentNotices.AfterAsync(db, recipient, at.Epoch, at.Sequence, Page);
        return new(recipient, sent, FirstOf(next.Select(n => StreamEvent.Of(Envelopes.Of(n, recipient)))));
    }

    private static List<StreamEvent> FirstOf(IEnumerable<StreamEvent> notices)
    {
        var (page, bytes) = (new List<StreamEvent>(), 0);
        foreach (var notice in notices)
        {
            page.Add(notice);
            bytes += notice.Frame.Length;
            if (bytes >= PageBytes)
            {
                break;
            }
        }

        return page;
    }

    /// <param name="Sent">The last number of the recipient's epoch that has been sent.</param>
    /// <param name="Next">The numbers after the reader's, ready for the wire.</param>
    private sealed record Look(Recipient Recipient, long Sent, IReadOnlyList<StreamEvent> Next);
}
