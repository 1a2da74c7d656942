using System.Text.Json;
using RabbitMQ.Client;
using StudioScheduler.Server.Delivery.Channels;

namespace StudioScheduler.Server.Delivery.Amqp;

/// <summary>
/// A crew app's own queue: the envelopes in order, each published as mandatory and counted as sent only after the broker's confirm. Delivered
/// is what the app reports after it has stored them.
/// </summary>
public sealed class AmqpChannel(BrokerLine line, DeliverySettings settings) : Channel
{
    private const int Hours = 24;

    public override string Name => ChannelName.Amqp;

    public override int Batch => 50;

    /// <summary>A broker may be away for a night; the app reads over HTTP meanwhile.</summary>
    public override IReadOnlyList<TimeSpan> Pauses { get; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), .. Enumerable.Repeat(TimeSpan.FromSeconds(30), Hours * 120)];

    public override async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancellation)
    {
        var queue = CrewQueue.QueueOf(message.Endpoint, settings.Prefix);
        await using var channel = await line.OpenAsync(cancellation);
        await QueueTopology.DeclareAsync(channel, queue, settings.Prefix, cancellation);
        foreach (var notice in message.Notices)
        {
            var properties = new BasicProperties { Persistent = true, MessageId = $"{notice.Id:N}", ContentType = "application/json", Type = "schedule.changed" };
            var body = JsonSerializer.SerializeToUtf8Bytes(Envelopes.Of(notice, message.Recipient), Envelopes.Json);
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, body, cancellation);
        }

        return SendOutcome.Taken;
    }
}
