using MassTransit;
using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Delivery.Streams;

namespace StudioScheduler.Server.Delivery;

public static class DeliverySetup
{
    /// <summary>Registers the outbox, the transport and the streams.</summary>
    /// <param name="serves">This server has open streams (the role web).</param>
    /// <param name="delivers">This server sends what the outbox holds (the role deliver).</param>
    public static IServiceCollection AddStudioDelivery(this IServiceCollection services, DeliverySettings settings, bool serves = true, bool delivers = true)
    {
        services.AddSingleton(settings);
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxLease>();
        services.AddSingleton<StreamWakeups>();
        services.AddSingleton<Snapshots>();
        services.AddSingleton<CrewStream>();
        services.AddScoped<RecordReceipt>();
        services.AddScoped<AcknowledgeNotice>();
        if (delivers)
        {
            services.AddHostedService<OutboxDispatcher>();
        }

        services.AddMassTransit(bus => Transport.Configure(bus, settings, serves));

        // A broker that is away when the server starts must not keep the pages away.
        services.Configure<MassTransitHostOptions>(host =>
        {
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(2);
        });
        return services;
    }
}
