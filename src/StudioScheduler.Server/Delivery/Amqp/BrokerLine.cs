using RabbitMQ.Client;

namespace StudioScheduler.Server.Delivery.Amqp;

/// <summary>This server's own line to the broker for crew queues, opened when first needed and again after it broke.</summary>
public sealed class BrokerLine(DeliverySettings settings) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private IConnection? connection;
    private bool hasDeadLetters;

    /// <summary>A channel of one's own: an error on it is nobody else's. With confirms, each publish completes on its confirm.</summary>
    public async Task<IChannel> OpenAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (connection is not { IsOpen: true })
            {
                if (connection is not null)
                {
                    await connection.DisposeAsync();
                }

                var factory = new ConnectionFactory { Uri = new(settings.RabbitAddress!), AutomaticRecoveryEnabled = false, ClientProvidedName = "studio crew queues" };
                connection = await factory.CreateConnectionAsync(cancellation);
                hasDeadLetters = false;
            }

            var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
            if (!hasDeadLetters)
            {
                await QueueTopology.DeclareDeadLettersAsync(channel, settings.Prefix, cancellation);
                hasDeadLetters = true;
            }

            return channel;
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        gate.Dispose();
    }
}
