using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class OutboxTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public async Task A_servers_round_takes_the_lowest_unsent_row_of_each_recipient()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.PublishAsync(bench.Crew1);
        await bench.PublishAsync(bench.Crew1);
        await bench.PublishAsync(bench.Crew2);
        var lease = Lease(bench);

        var first = await lease.TakeAsync(default);
        Assert.Equal([1, 1], first.Select(r => r.Sequence));
        Assert.Equal([bench.Crew1, bench.Crew2], first.Select(r => r.RecipientId).OrderBy(r => r != bench.Crew1));

        await lease.MarkSentAsync(first, default);
        var second = await lease.TakeAsync(default);
        Assert.Equal((bench.Crew1, 2), (Assert.Single(second).RecipientId, second[0].Sequence));
    }

    [Fact]
    public async Task A_leased_row_is_nobody_elses_and_blocks_the_rows_behind_it()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.PublishAsync(bench.Crew1);
        await bench.PublishAsync(bench.Crew1);

        Assert.Single(await Lease(bench).TakeAsync(default));
        Assert.Empty(await Lease(bench).TakeAsync(default));
    }

    [Fact]
    public async Task A_server_whose_lease_ran_out_marks_nothing()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.PublishAsync(bench.Crew1);
        var slow = Lease(bench, new DeliverySettings { Lease = TimeSpan.FromSeconds(-1) });
        var taken = await slow.TakeAsync(default);

        var heir = Lease(bench);
        var inherited = Assert.Single(await heir.TakeAsync(default));
        Assert.True(inherited.Fence > taken[0].Fence);
        await slow.MarkSentAsync(taken, default);
        Assert.Null((await bench.NoticesAsync(bench.Crew1))[0].SentAt);

        await heir.MarkSentAsync([inherited], default);
        Assert.NotNull((await bench.NoticesAsync(bench.Crew1))[0].SentAt);
    }

    [Fact]
    public async Task A_row_inside_its_undo_window_waits_and_so_do_the_rows_behind_it()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.PublishAsync(bench.Crew1, Clock.GetUtcNow().AddHours(1));
        await bench.PublishAsync(bench.Crew1, DeliveryBench.Monday);

        Assert.Empty(await Lease(bench).TakeAsync(default));
    }

    [Fact]
    public async Task Two_servers_send_every_row_and_each_recipients_rows_in_order()
    {
        await using var bench = await DeliveryBench.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await bench.PublishAsync(i % 3 == 0 ? bench.Crew2 : bench.Crew1);
        }

        await bench.ServeAsync();
        await bench.ServeAsync();
        await bench.UntilSentAsync(bench.Crew1, 13);
        await bench.UntilSentAsync(bench.Crew2, 7);
        foreach (var crew in new[] { bench.Crew1, bench.Crew2 })
        {
            var sent = (await bench.NoticesAsync(crew)).Select(n => n.SentAt!.Value).ToList();
            Assert.Equal(sent.Order(), sent);
        }
    }

    [Fact]
    public async Task A_broker_that_never_confirms_costs_a_deadline_and_loses_nothing()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.PublishAsync(bench.Crew1);
        await using (var scope = Unreachable(bench, out var dispatcher))
        {
            Assert.Equal(0, await dispatcher.SendDueAsync(default));
        }

        await using var db = bench.Open();
        var row = await db.Outbox.SingleAsync();
        Assert.Null(row.SentAt);
        Assert.Equal(1, row.Attempts);
        Assert.NotNull(row.NextAttemptAt);
        Assert.NotNull(row.Error);
        Assert.Null((await bench.NoticesAsync(bench.Crew1))[0].SentAt);
    }

    private static ServiceProvider Unreachable(DeliveryBench bench, out OutboxDispatcher dispatcher)
    {
        // The bus is never started: no broker will ever answer.
        var settings = new DeliverySettings { RabbitAddress = "amqp://127.0.0.1:1", PublishDeadline = TimeSpan.FromMilliseconds(300) };
        var services = new ServiceCollection().AddLogging().AddSingleton(Clock).AddStudioStorage(bench.Settings)
            .AddStudioDelivery(settings, serves: false, delivers: false).AddSingleton<OutboxDispatcher>().BuildServiceProvider();
        dispatcher = services.GetRequiredService<OutboxDispatcher>();
        return services;
    }

    private static OutboxLease Lease(DeliveryBench bench, DeliverySettings? settings = null)
    {
        var services = new ServiceCollection().AddStudioStorage(bench.Settings).BuildServiceProvider();
        return new(services.GetRequiredService<IDbContextFactory<StudioDbContext>>(), settings ?? new DeliverySettings(), Clock);
    }
}
