using MassTransit;
using StudioScheduler.Server.Delivery.Streams;

namespace StudioScheduler.Server.Delivery;

/// <summary>MassTransit over RabbitMQ, or in memory for one server. It carries hints; the outbox and the cursors keep the promise.</summary>
internal static class Transport
{
    public static void Configure(IBusRegistrationConfigurator bus, DeliverySettings settings, bool serves)
    {
        // It would report to its makers how this base runs, and a server without a way out would warn of it.
        bus.DisableUsageTelemetry();
        if (serves)
        {
            bus.AddConsumer<WakeStreams>();
        }

        if (settings.RabbitAddress is { } address)
        {
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(address), host => host.PublisherConfirmation = true);
                rabbit.MessageTopology.SetEntityNameFormatter(new PrefixedNames(settings.Prefix));
                Streams(context, rabbit, serves);
            });
        }
        else
        {
            bus.UsingInMemory((context, memory) => Streams(context, memory, serves));
        }
    }

    // A queue of this server's own that goes with it: hints for readers who are gone are worth nothing.
    private static void Streams(IBusRegistrationContext context, IBusFactoryConfigurator bus, bool serves)
    {
        if (serves)
        {
            bus.ReceiveEndpoint(new TemporaryEndpointDefinition(concurrentMessageLimit: 16, prefetchCount: 256), null, endpoint =>
                endpoint.ConfigureConsumer<WakeStreams>(context));
        }
    }

    private sealed class PrefixedNames(string prefix) : IEntityNameFormatter
    {
        public string FormatEntityName<T>() => $"{prefix}.{typeof(T).Name}";
    }
}
