using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>Listens to the servers' messages for a moment and sends each again, twice and shuffled.</summary>
internal static class Duplicates
{
    private const string Exchange = "studio.NoticeDue";

    /// <returns>How many messages were sent again; 0 also where the broker is away.</returns>
    public static async Task<int> InjectAsync(Uri broker, TimeSpan listening, Random dice, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(cancellation);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            var queue = (await channel.QueueDeclareAsync(cancellationToken: cancellation)).QueueName;
            await channel.QueueBindAsync(queue, Exchange, "", cancellationToken: cancellation);
            var heard = new List<(BasicProperties Properties, byte[] Body)>();
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) =>
            {
                lock (heard)
                {
                    heard.Add((new(message.BasicProperties), message.Body.ToArray()));
                }

                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(queue, autoAck: true, consumer, cancellationToken: cancellation);
            await Task.Delay(listening, cancellation);
            await channel.QueueDeleteAsync(queue, cancellationToken: cancellation);
            (BasicProperties Properties, byte[] Body)[] again;
            lock (heard)
            {
                again = [.. heard, .. heard];
            }

            dice.Shuffle(again);
            foreach (var (properties, body) in again)
            {
                await channel.BasicPublishAsync(Exchange, "", mandatory: false, properties, body, cancellation);
            }

            return again.Length;
        }
        catch (Exception away) when (away is BrokerUnreachableException or OperationInterruptedException or IOException)
        {
            return 0;
        }
    }
}
