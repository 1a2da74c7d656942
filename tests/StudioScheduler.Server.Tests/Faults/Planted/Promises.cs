using MassTransit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Amqp;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Delivery.Telling;
using StudioScheduler.Server.Delivery.Webhooks;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Delivery;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Faults.Planted;

/// <summary>Checks of single promises; each takes what exchanges parts of the server that it looks at.</summary>
internal static class Promises
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task An_answered_acknowledgement_is_stored(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, 1);
        await using (var server = Parts(bench, change))
        {
            Assert.Equal(1, (await AcknowledgeAsync(server, bench, 1)).Value);
        }

        Assert.NotNull((await bench.NoticesAsync(bench.Crew1))[0].AcknowledgedAt);
    }

    public static async Task An_acknowledgement_never_counts_for_a_newer_notice(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, 3);
        await using var server = Parts(bench, change);
        await AcknowledgeAsync(server, bench, 2);
        Assert.Equal([true, true, false], (await bench.NoticesAsync(bench.Crew1)).Select(n => n.AcknowledgedAt is not null));
    }

    public static async Task Delivered_is_not_seen(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, 1);
        await using var server = Parts(bench, change);
        await using var scope = server.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RecordReceipt>().RunAsync(bench.Crew1, 1, 1, ReceiptKind.Delivered);
        var notice = (await bench.NoticesAsync(bench.Crew1))[0];
        Assert.Equal((true, false), (notice.DeliveredAt is not null, notice.SeenAt is not null));
    }

    public static async Task What_is_rolled_back_is_never_published(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        var server = await bench.ServeAsync(change: change);
        var published = new PublishedNotices();
        server.GetRequiredService<IBusControl>().ConnectPublishObserver(published);
        await using (var db = await server.GetRequiredService<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync())
        {
            await using var transaction = await db.BeginWriteAsync();
            await new NoticeBook(db).WriteAsync(bench.Crew2, new(DeliveryBench.BaseId, 1, DeliveryBench.Monday, DeliveryBench.Monday));
        }

        await bench.PublishAsync(bench.Crew1);
        await bench.UntilSentAsync(bench.Crew1, 1);
        Assert.Equal([bench.Crew1], published.Recipients);
    }

    public static async Task A_row_that_is_committed_late_is_sent(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.PublishAsync(bench.Crew2);
        var late = await TakeOutAsync(bench);
        await bench.PublishAsync(bench.Crew1);
        await using var server = Parts(bench, change);
        var lease = server.GetRequiredService<OutboxLease>();
        await lease.MarkSentAsync(await lease.TakeAsync(default), default);
        await using (var db = bench.Open())
        {
            db.Outbox.Add(late);
            await db.SaveChangesAsync();
        }

        await lease.MarkSentAsync(await lease.TakeAsync(default), default);
        Assert.NotNull(Assert.Single(await bench.NoticesAsync(bench.Crew2)).SentAt);
    }

    public static async Task What_no_broker_has_confirmed_is_not_marked(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.PublishAsync(bench.Crew1);
        await using var server = Parts(bench, change, Unreachable);
        await server.GetRequiredService<OutboxDispatcher>().SendDueAsync(default).WaitAsync(Patience);
        Assert.Null((await bench.NoticesAsync(bench.Crew1))[0].SentAt);
    }

    public static async Task A_silent_broker_costs_a_deadline(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.PublishAsync(bench.Crew1);
        await using var server = Parts(bench, change, Unreachable);
        Assert.Equal(0, await server.GetRequiredService<OutboxDispatcher>().SendDueAsync(default).WaitAsync(Patience));
    }

    public static async Task A_server_whose_lease_ran_out_marks_nothing(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.PublishAsync(bench.Crew1);
        await using var slow = Parts(bench, change, new() { Lease = TimeSpan.FromSeconds(-1) });
        await using var heir = Parts(bench, change);
        var taken = await slow.GetRequiredService<OutboxLease>().TakeAsync(default);
        Assert.Single(await heir.GetRequiredService<OutboxLease>().TakeAsync(default));
        await slow.GetRequiredService<OutboxLease>().MarkSentAsync(taken, default);
        Assert.Null((await bench.NoticesAsync(bench.Crew1))[0].SentAt);
    }

    public static async Task A_resumed_stream_repeats_nothing(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, 3);
        var (type, id) = (await FirstAsync(bench, change, "1-2", skip: "beat")).Single();
        Assert.Equal(("notice", "1-3"), (type, id));
    }

    public static async Task After_a_restore_a_reader_starts_anew(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, 3);
        await using (var db = bench.Open())
        {
            // The backup was older: numbers 2 and 3 are used again for something else.
            await db.Notices.ExecuteUpdateAsync(set => set.SetProperty(n => n.Epoch, 2));
            await db.Recipients.ExecuteUpdateAsync(set => set.SetProperty(r => r.Epoch, 2));
        }

        var (type, id) = (await FirstAsync(bench, change, "1-3", skip: "beat")).Single();
        Assert.Equal(("snapshot", "2-3"), (type, id));
    }

    public static async Task Poison_is_parked_and_what_stands_behind_it_goes_on(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        var endpoint = new StudioScheduler.Server.Storage.Model.Endpoint { Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, RecipientId = bench.Crew1, Channel = ChannelName.Webhook };
        await using (var db = bench.Open())
        {
            db.Add(endpoint);
            await db.SaveChangesAsync();
        }

        await SentAsync(bench, 2);
        await using var server = Parts(bench, change);
        var taken = Assert.Single(await server.GetRequiredService<EndpointLease>().TakeAsync(ChannelName.Webhook, default));
        var log = server.GetRequiredService<DeliveryLog>();
        await log.MarkFailedAsync(await log.NextAsync(taken, 1, default), "poison", pauseAfter: _ => null, default);
        var next = await log.NextAsync(taken, 1, default);
        Assert.Equal(2, Assert.Single(next.Items).Delivery.Sequence);
        await using var after = bench.Open();
        Assert.Equal(1, (await after.Deliveries.SingleAsync(d => d.DeadAt != null)).Sequence);
    }

    public static async Task A_webhook_that_is_refused_is_sent_again(Action<IServiceCollection>? change)
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = receiver.Received.Count == 1 ? 500 : 204;
            return Task.CompletedTask;
        };
        await using var bench = await DeliveryBench.StartAsync();
        await using var server = Parts(bench, services => OneChannel<WebhookChannel>(services, change), new() { AllowInternalTargets = true, WebhookPauses = [TimeSpan.Zero] });
        await SendAsync(server, bench, new(ChannelName.Webhook, receiver.Address.ToString()), times: 2);
        Assert.Equal(2, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(r => r.Headers["webhook-id"]).Distinct());
        Assert.NotNull((await bench.NoticesAsync(bench.Crew1))[0].DeliveredAt);
    }

    public static async Task What_a_crews_queue_has_not_confirmed_is_not_marked(Action<IServiceCollection>? change)
    {
        await using var bench = await DeliveryBench.StartAsync();
        await using var server = Parts(
            bench, services => OneChannel<AmqpChannel>(services.AddSingleton<BrokerLine>(), change), Unreachable with { RabbitManagement = new("http://127.0.0.1:1") });
        await SendAsync(server, bench, new(ChannelName.Amqp), times: 1);
        await using var db = bench.Open();
        Assert.Null((await db.Deliveries.SingleAsync()).SentAt);
    }

    private static void OneChannel<T>(IServiceCollection services, Action<IServiceCollection>? change)
        where T : Channel
    {
        services.AddSingleton<T>().AddSingleton<Channel>(provider => provider.GetRequiredService<T>()).AddSingleton<ChannelWorker>();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        change?.Invoke(services);
    }

    /// <summary>One notice to a new endpoint, in so many rounds of the channel's worker.</summary>
    private static async Task SendAsync(ServiceProvider server, DeliveryBench bench, EndpointInput input, int times)
    {
        await using (var scope = server.CreateAsyncScope())
        {
            _ = (await scope.ServiceProvider.GetRequiredService<AddEndpoint>().RunAsync(bench.Crew1, input, null)).Value;
        }

        await SentAsync(bench, 1);
        var lease = server.GetRequiredService<EndpointLease>();
        for (var i = 0; i < times; i++)
        {
            foreach (var endpoint in await lease.TakeAsync(input.Channel, default))
            {
                await lease.ReturnAsync(endpoint, await server.GetRequiredService<ChannelWorker>().SendNextAsync(endpoint, default), default);
            }
        }
    }

    // Nobody listens there, and a bus that was never started waits for ever.
    private static DeliverySettings Unreachable => new() { RabbitAddress = "amqp://127.0.0.1:1", PublishDeadline = TimeSpan.FromMilliseconds(300) };

    private static ServiceProvider Parts(DeliveryBench bench, Action<IServiceCollection>? change, DeliverySettings? settings = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStudioStorage(bench.Settings)
            .AddStudioDelivery(settings ?? new(), serves: false, delivers: false).AddSingleton<OutboxDispatcher>();
        change?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static async Task SentAsync(DeliveryBench bench, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await bench.PublishAsync(bench.Crew1);
        }

        await bench.LeaveAsync(DeliveryBench.Monday);
    }

    private static async Task<Outcomes.Answer<long>> AcknowledgeAsync(ServiceProvider server, DeliveryBench bench, long sequence)
    {
        await using var scope = server.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AcknowledgeNotice>().RunAsync(bench.Crew1, new Acknowledgement(1, sequence, "phone"), "Li");
    }

    /// <summary>As if its transaction were still open.</summary>
    private static async Task<OutboxRow> TakeOutAsync(DeliveryBench bench)
    {
        await using var db = bench.Open();
        var row = await db.Outbox.AsNoTracking().SingleAsync();
        await db.Outbox.ExecuteDeleteAsync();
        return row;
    }

    private static async Task<List<(string Type, string? Id)>> FirstAsync(DeliveryBench bench, Action<IServiceCollection>? change, string lastEventId, string skip)
    {
        await using var server = Parts(bench, change, new() { Heartbeat = TimeSpan.FromMilliseconds(50) });
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var item in server.GetRequiredService<NoticeStream>().ReadAsync(bench.Crew1, lastEventId, limit.Token))
            {
                if (item.EventType != skip)
                {
                    return [(item.EventType, item.EventId)];
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // Told below.
        }

        throw new TimeoutException($"nothing but {skip} within {Patience.TotalSeconds} s");
    }

    private sealed class PublishedNotices : IPublishObserver
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<Guid> recipients = new();

        public IReadOnlyList<Guid> Recipients => [.. recipients];

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            if (context.Message is NoticeDue due)
            {
                recipients.Enqueue(due.RecipientId);
            }

            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
