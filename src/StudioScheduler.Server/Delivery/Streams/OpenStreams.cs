namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>
/// The open streams of this server, by recipient. Whoever learns that a notice has been sent says so here, once, whatever the number
/// of readers. A stalled reader costs a flag; the last events are kept once for all readers of a recipient.
/// </summary>
public sealed class OpenStreams
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Feed> feeds = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return feeds.Values.Sum(f => f.Readers);
            }
        }
    }

    /// <summary>Those that somebody reads here.</summary>
    public IReadOnlyList<Guid> Recipients
    {
        get
        {
            lock (gate)
            {
                return [.. feeds.Keys];
            }
        }
    }

    public int ReadersOf(Guid recipientId) => Find(recipientId)?.Readers ?? 0;

    public StreamReader Open(Guid recipientId)
    {
        lock (gate)
        {
            var feed = feeds.TryGetValue(recipientId, out var open) ? open : feeds[recipientId] = new();
            return feed.Add(reader => Close(recipientId, feed, reader));
        }
    }

    /// <summary>Somebody reads it here and does not know of this notice yet.</summary>
    public bool Awaits(Guid recipientId, StreamPosition notice) => Find(recipientId) is { } feed && !feed.Knows(notice);

    /// <param name="notice">One that is marked as sent: the database holds it and all before it.</param>
    public void Sent(Guid recipientId, StreamEvent notice) => Find(recipientId)?.Append(notice);

    /// <summary>The database was asked: readers of a stream that has grown unheard look for themselves.</summary>
    /// <param name="sent">The last number of the recipient's epoch that is marked as sent.</param>
    public void Stands(Guid recipientId, StreamPosition sent) => Find(recipientId)?.Stands(sent);

    private Feed? Find(Guid recipientId)
    {
        lock (gate)
        {
            return feeds.GetValueOrDefault(recipientId);
        }
    }

    private void Close(Guid recipientId, Feed feed, StreamReader reader)
    {
        lock (gate)
        {
            feed.Remove(reader);
            if (feed.Readers == 0)
            {
                feeds.Remove(recipientId);
            }
        }
    }
}
