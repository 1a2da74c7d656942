using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudioScheduler.Server.Delivery.Amqp;
using StudioScheduler.Server.Delivery.Board;
using StudioScheduler.Server.Delivery.Calendars;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Delivery.Escalation;
using StudioScheduler.Server.Delivery.Mail;
using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Delivery.Pages;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Delivery.Robots;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Delivery.Webhooks;

namespace StudioScheduler.Server.Delivery;

public static class DeliverySetup
{
    /// <summary>Registers the outbox, the transport and the streams.</summary>
    /// <param name="serves">This server has open streams (the role web).</param>
    /// <param name="delivers">This server sends what the outbox holds (the role deliver).</param>
    public static IServiceCollection AddStudioDelivery(this IServiceCollection services, DeliverySettings settings, bool serves = true, bool delivers = true)
    {
        services.AddSingleton(settings);
        services.TryAddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxLease>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<SentWatch>();
        services.AddSingleton<Snapshots>();
        services.AddSingleton<NoticeStream>();
        services.AddScoped<RecordReceipt>();
        services.AddScoped<AcknowledgeNotice>();
        services.AddScoped<DeliveryBoard>();
        services.AddScoped<DeadLetters>();
        services.AddScoped<Ledger>();
        services.AddScoped<Resend>();
        services.AddSingleton<EndpointLease>();
        services.AddSingleton<DeliveryLog>();
        services.AddMetrics();
        services.AddSingleton<DeliveryMetrics>();
        services.AddScoped<ChannelStands>();
        services.AddSingleton<SecretBox>();
        services.AddSingleton<GuardedHttp>();
        services.AddSingleton<AcknowledgeLinks>();
        services.AddSingleton<NoticeText>();
        services.AddSingleton<EndpointKeys>();
        services.AddScoped<AddEndpoint>();
        services.AddScoped<ChangeEndpoint>();
        services.AddScoped<EndpointList>();
        services.AddScoped<CalendarFeed>();
        services.AddScoped<NoticePages>();
        services.AddScoped<OpenNotices>();
        services.AddScoped<EscalateOverdue>();
        services.AddScoped<EscalationBoard>();
        services.AddScoped<ReplayDelivery>();
        services.AddScoped<RefillQueues>();
        services.AddDataProtection();
        if (serves)
        {
            services.AddHostedService(provider => provider.GetRequiredService<SentWatch>());
        }

        if (delivers)
        {
            services.AddHostedService<StandWatch>();
            services.AddHostedService<OutboxDispatcher>();
            services.AddChannel<WebhookChannel>();
            services.AddChannel<WeComChannel>();
            services.AddChannel<DingTalkChannel>();
            services.AddChannel<FeishuChannel>();
            if (settings is { RabbitAddress: not null, RabbitManagement: not null })
            {
                services.AddSingleton<BrokerLine>();
                services.AddSingleton<BrokerAccounts>();
                services.AddHostedService<CrewAccounts>();
                services.AddChannel<AmqpChannel>();
            }

            if (settings.Mail is { } mail)
            {
                services.AddSingleton(mail);
                services.AddChannel<MailChannel>();
            }
        }

        services.AddMassTransit(bus =>
        {
            Transport.Configure(bus, settings, serves);
            // Without the broker everything works, only later: a load balancer must not take the server away.
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
        });

        // A broker that is away when the server starts must not keep the pages away.
        services.Configure<MassTransitHostOptions>(host =>
        {
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(2);
        });
        return services;
    }

    // One worker a channel: none can delay another.
    private static void AddChannel<T>(this IServiceCollection services)
        where T : Channel
    {
        services.AddSingleton<T>();
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<ChannelWorker>(provider, provider.GetRequiredService<T>()));
    }
}
