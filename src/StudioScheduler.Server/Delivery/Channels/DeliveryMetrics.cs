using System.Diagnostics.Metrics;
using StudioScheduler.Server.Delivery.Streams;

namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>
/// What this server delivers, as instruments of <see cref="MeterName"/> for whatever collects them (dotnet-counters, OpenTelemetry): per
/// channel what was sent, failed and died, what waits and for how long, and the open streams.
/// </summary>
public sealed class DeliveryMetrics
{
    public const string MeterName = "StudioScheduler.Delivery";

    private readonly Counter<long> sent;
    private readonly Counter<long> failed;
    private readonly Counter<long> dead;
    private volatile IReadOnlyList<ChannelStand> stands = [];

    public DeliveryMetrics(IMeterFactory meters, OpenStreams streams, TimeProvider time)
    {
        // The factory ends it.
        var meter = meters.Create(MeterName);
        sent = meter.CreateCounter<long>("studio.delivery.sent", "{notice}", "Notices that a channel's other side has taken.");
        failed = meter.CreateCounter<long>("studio.delivery.failed", "{notice}", "Tries that did not succeed.");
        dead = meter.CreateCounter<long>("studio.delivery.dead", "{notice}", "Notices that a channel has given up.");
        meter.CreateObservableGauge("studio.streams.open", () => (long)streams.Count, "{reader}", "Readers of this server's streams.");
        meter.CreateObservableGauge("studio.delivery.waiting", () => stands.Select(s => new Measurement<long>(s.Waiting, Tag(s.Channel))), "{notice}", "Notices that wait for a channel, on all servers.");
        meter.CreateObservableGauge(
            "studio.delivery.oldest_waiting", () => stands.Select(s => new Measurement<double>(s.OldestWaiting(time.GetUtcNow()).TotalSeconds, Tag(s.Channel))), "s", "How long the oldest of them has waited.");
    }

    public void Sent(string channel, int notices) => sent.Add(notices, Tag(channel));

    /// <param name="givenUp">How many of them were tried for the last time.</param>
    public void Failed(string channel, int notices, int givenUp)
    {
        failed.Add(notices, Tag(channel));
        if (givenUp > 0)
        {
            dead.Add(givenUp, Tag(channel));
        }
    }

    internal void Stand(IReadOnlyList<ChannelStand> now) => stands = now;

    private static KeyValuePair<string, object?> Tag(string channel) => new("channel", channel);
}
