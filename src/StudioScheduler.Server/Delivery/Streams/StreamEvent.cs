using System.Text;
using System.Text.Json;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>One server-sent event, written once and the same bytes for whoever reads that stream.</summary>
public sealed class StreamEvent
{
    public static readonly StreamEvent Beat = new("beat", "{}"u8, null);

    private StreamEvent(string type, ReadOnlySpan<byte> data, StreamPosition? position)
    {
        (EventType, Position) = (type, position);
        var (before, after) = (Encoding.UTF8.GetBytes($"event: {type}\ndata: "), Encoding.UTF8.GetBytes(position is { } id ? $"\nid: {id}\n\n" : "\n\n"));
        Frame = (byte[])[.. before, .. data, .. after];
        Data = Frame.Slice(before.Length, data.Length);
    }

    /// <summary><c>snapshot</c>, <c>notice</c> or <c>beat</c>.</summary>
    public string EventType { get; }

    /// <summary>Where a reader is after it; null: where it was.</summary>
    public StreamPosition? Position { get; }

    public string? EventId => Position?.ToString();

    /// <summary>As it goes over the wire, with the empty line that ends it.</summary>
    public ReadOnlyMemory<byte> Frame { get; }

    /// <summary>JSON in UTF-8, on one line.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    public static StreamEvent Of(NoticeEnvelope notice) => new("notice", JsonSerializer.SerializeToUtf8Bytes(notice, Envelopes.Json), new(notice.Epoch, notice.Sequence));

    public static StreamEvent Of(StreamSnapshot snapshot) => new("snapshot", JsonSerializer.SerializeToUtf8Bytes(snapshot, Envelopes.Json), new(snapshot.Epoch, snapshot.Sequence));
}
