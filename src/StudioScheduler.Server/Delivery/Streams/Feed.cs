namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>What a server knows of one recipient's stream while somebody reads it there: how far it has been sent, and its last events.</summary>
internal sealed class Feed
{
    // A reader that is further behind reads from the database.
    private const int Kept = 64;
    private const int KeptBytes = 256 * 1024;

    private readonly Lock gate = new();
    private readonly HashSet<StreamReader> readers = [];

    // Numbers without a gap, of one epoch.
    private readonly List<StreamEvent> last = [];
    private StreamPosition? head;

    public int Readers
    {
        get
        {
            lock (gate)
            {
                return readers.Count;
            }
        }
    }

    public StreamReader Add(Action<StreamReader> close)
    {
        var reader = new StreamReader(this, close);
        lock (gate)
        {
            readers.Add(reader);
        }

        return reader;
    }

    public void Remove(StreamReader reader)
    {
        lock (gate)
        {
            readers.Remove(reader);
        }
    }

    public bool Knows(StreamPosition notice)
    {
        lock (gate)
        {
            return head is { } known && !notice.IsAfter(known);
        }
    }

    public void Append(StreamEvent notice)
    {
        var at = notice.Position!.Value;
        lock (gate)
        {
            if (head is { } known && !at.IsAfter(known))
            {
                return;
            }

            if (last.Count > 0 && at != last[^1].Position!.Value.Next)
            {
                // What lies between is in the database.
                last.Clear();
            }

            last.Add(notice);
            head = at;
            while (last.Count > Kept || (last.Count > 1 && last.Sum(e => e.Frame.Length) > KeptBytes))
            {
                last.RemoveAt(0);
            }

            foreach (var reader in readers)
            {
                reader.Call(StreamCall.News);
            }
        }
    }

    public void Stands(StreamPosition sent)
    {
        lock (gate)
        {
            // The question may be older than what came meanwhile.
            if (head is { } known && !sent.IsAfter(known))
            {
                return;
            }

            head = sent;
            last.Clear();
            foreach (var reader in readers)
            {
                reader.Call(StreamCall.Look);
            }
        }
    }

    /// <summary>What follows a position; null where only the database knows.</summary>
    public IReadOnlyList<StreamEvent>? After(StreamPosition position)
    {
        lock (gate)
        {
            if (head == position)
            {
                return [];
            }

            if (last.Count == 0 || last[0].Position!.Value is var first && (position.Epoch != first.Epoch || position.Sequence < first.Sequence - 1 || position.IsAfter(head!.Value)))
            {
                return null;
            }

            return last.GetRange((int)(position.Sequence - first.Sequence + 1), (int)(head!.Value.Sequence - position.Sequence));
        }
    }
}
