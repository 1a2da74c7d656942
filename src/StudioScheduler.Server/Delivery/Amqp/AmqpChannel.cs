using System.Collections.Concurrent;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using StudioScheduler.Server.Delivery.Channels;

namespace StudioScheduler.Server.Delivery.Amqp;

/// <summary>
/// A crew app's own queue: the envelopes in order, each published as mandatory and counted as sent only after the broker's confirm. Delivered
/// is what the app reports after it has stored them.
/// </summary>
public sealed class AmqpChannel(BrokerLine line, DeliverySettings settings) : Channel
{
    private const int Hours = 24;

    private readonly ConcurrentDictionary<string, int> silent = new(StringComparer.Ordinal);

    public override string Name => ChannelName.Amqp;

    public override int Batch => 50;

    /// <summary>A broker may be away for a night; the app reads over HTTP meanwhile.</summary>
    public override IReadOnlyList<TimeSpan> Pauses { get; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), .. Enumerable.Repeat(TimeSpan.FromSeconds(30), Hours * 120)];

    public override async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancellation)
    {
        var queue = CrewQueue.QueueOf(message.Endpoint, settings.Prefix);
        // Shorter than the worker's deadline: what is left of it is for making a silent queue anew.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(settings.SendDeadline * 0.6);
        IChannel? channel = null;
        try
        {
            channel = await line.OpenAsync(patience.Token);
            await QueueTopology.DeclareAsync(channel, queue, settings.Prefix, patience.Token).WaitAsync(patience.Token);
            foreach (var notice in message.Notices)
            {
                var properties = new BasicProperties { Persistent = true, MessageId = $"{notice.Id:N}", ContentType = "application/json", Type = "schedule.changed" };
                var body = JsonSerializer.SerializeToUtf8Bytes(Envelopes.Of(notice, message.Recipient), Envelopes.Json);
                await channel.BasicPublishAsync("", queue, mandatory: true, properties, body, patience.Token).AsTask().WaitAsync(patience.Token);
            }

            silent.TryRemove(queue, out _);
            return SendOutcome.Taken;
        }
        catch (PublishException refused) when (!refused.IsReturn)
        {
            return await AnewAsync(queue, "the broker refused a message", cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Once may be a busy broker.
            return silent.AddOrUpdate(queue, 1, (_, times) => times + 1) > 1
                ? await AnewAsync(queue, "the queue answers nothing", cancellation)
                : SendOutcome.Failed("the queue answers nothing");
        }
        finally
        {
            // Not waited for: a silent broker would not answer this either.
            _ = channel?.AbortAsync(CancellationToken.None);
        }
    }

    // Full, or a quorum queue that a kill of the broker has left without a leader: it refuses or is silent for ever. The queue is no truth, so
    // the next try makes it anew; the app asks the server for what it held.
    private async Task<SendOutcome> AnewAsync(string queue, string why, CancellationToken cancellation)
    {
        silent.TryRemove(queue, out _);
        var channel = await line.OpenAsync(cancellation);
        await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellation);
        await channel.DisposeAsync();
        return SendOutcome.Failed($"{why}; {queue} is made anew");
    }
}
