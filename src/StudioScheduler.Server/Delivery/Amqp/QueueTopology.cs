using RabbitMQ.Client;

namespace StudioScheduler.Server.Delivery.Amqp;

/// <summary>
/// The queues of crew apps, every argument said: replicated (quorum), one reader at a time (order), a message that its reader cannot take
/// moves to the dead letters instead of vanishing, and a full queue refuses instead of forgetting. The database stays the truth: a queue that
/// is gone is declared anew, and the app asks the server for what it held.
/// </summary>
internal static class QueueTopology
{
    private const int MostMessages = 100_000;
    private const int MostRedeliveries = 20;

    public static async Task DeclareDeadLettersAsync(IChannel channel, string prefix, CancellationToken cancellation)
    {
        var dead = DeadLetters(prefix);
        await channel.ExchangeDeclareAsync(dead, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellation);
        await channel.QueueDeclareAsync(dead, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellation);
        await channel.QueueBindAsync(dead, dead, "", cancellationToken: cancellation);
    }

    public static Task DeclareAsync(IChannel channel, string queue, string prefix, CancellationToken cancellation) => channel.QueueDeclareAsync(
        queue, durable: true, exclusive: false, autoDelete: false,
        new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-single-active-consumer"] = true,
            ["x-delivery-limit"] = MostRedeliveries,
            ["x-dead-letter-exchange"] = DeadLetters(prefix),
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish",
            ["x-max-length"] = MostMessages,
        },
        cancellationToken: cancellation);

    public static string DeadLetters(string prefix) => $"{prefix}.crew-dead";
}
