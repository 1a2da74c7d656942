using System.Text;
using System.Text.Json;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>One server-sent event, written once and the same bytes for whoever reads that stream.</summary>
/// <param name="EventType"><c>snapshot</c>, <c>notice</c> or <c>beat</c>.</param>
/// <param name="Data">JSON, on one line.</param>
/// <param name="Position">Where a reader is after it; null: where it was.</param>
public sealed record StreamEvent(string EventType, string Data, StreamPosition? Position)
{
    public static readonly StreamEvent Beat = new("beat", "{}", null);

    private byte[]? frame;

    public string? EventId => Position?.ToString();

    /// <summary>As it goes over the wire, with the empty line that ends it.</summary>
    public ReadOnlyMemory<byte> Frame => frame ??= Encoding.UTF8.GetBytes(
        EventId is { } id ? $"event: {EventType}\ndata: {Data}\nid: {id}\n\n" : $"event: {EventType}\ndata: {Data}\n\n");

    public static StreamEvent Of(NoticeEnvelope notice) => new("notice", JsonSerializer.Serialize(notice, Envelopes.Json), new(notice.Epoch, notice.Sequence));

    public static StreamEvent Of(StreamSnapshot snapshot) => new("snapshot", JsonSerializer.Serialize(snapshot, Envelopes.Json), new(snapshot.Epoch, snapshot.Sequence));
}
