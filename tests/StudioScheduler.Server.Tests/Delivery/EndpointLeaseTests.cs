using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Webhooks;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class EndpointLeaseTests
{
    [Fact]
    public async Task An_endpoint_is_one_servers_at_a_time_and_anothers_when_the_lease_has_run_out()
    {
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.Webhook, "https://hook.example.com/");
        await bench.TellAsync(2);
        var (first, second) = (bench.Get<EndpointLease>(), bench.NewLease());
        var slow = Assert.Single(await first.TakeAsync(ChannelName.Webhook, default));
        Assert.Empty(await second.TakeAsync(ChannelName.Webhook, default));

        bench.Time.Advance(bench.Get<DeliverySettings>().ChannelLease + TimeSpan.FromSeconds(1));
        var heir = Assert.Single(await second.TakeAsync(ChannelName.Webhook, default));
        Assert.True(heir.Fence > slow.Fence);

        // Who was thought dead comes back: neither its mark nor its return counts.
        var log = bench.Get<DeliveryLog>();
        await log.MarkSentAsync(await log.NextAsync(slow, 1, default), arrived: true, default);
        await first.ReturnAsync(slow, TimeSpan.Zero, default);
        Assert.All(await bench.DeliveriesAsync(), d => Assert.Null(d.SentAt));
        Assert.Empty(await first.TakeAsync(ChannelName.Webhook, default));

        await log.MarkSentAsync(await log.NextAsync(heir, 1, default), arrived: true, default);
        Assert.Equal([true, false], (await bench.DeliveriesAsync()).Select(d => d.SentAt is not null));
    }

    [Fact]
    public async Task A_server_that_is_the_only_one_takes_over_at_its_start_what_a_dead_one_had_in_hand_and_wakes_nobody_who_rests()
    {
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.Webhook, "https://hook.example.com/");
        await bench.TellAsync(2);
        var (dead, heir) = (bench.Get<EndpointLease>(), bench.NewLease());
        var slow = Assert.Single(await dead.TakeAsync(ChannelName.Webhook, default));
        await heir.InheritAsync(ChannelName.Webhook, default);
        var taken = Assert.Single(await heir.TakeAsync(ChannelName.Webhook, default));
        Assert.True(taken.Fence > slow.Fence);

        await heir.ReturnAsync(taken, TimeSpan.FromMinutes(1), default);
        await heir.InheritAsync(ChannelName.Webhook, default);
        Assert.Empty(await heir.TakeAsync(ChannelName.Webhook, default));
        bench.Time.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));
        Assert.Single(await heir.TakeAsync(ChannelName.Webhook, default));
    }

    [Fact]
    public async Task A_reminder_waits_behind_the_failed_try_of_its_own_notice()
    {
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.Webhook, "https://hook.example.com/");
        await bench.TellAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        var again = bench.Time.GetUtcNow().AddMinutes(5);
        await using (var db = bench.Bench.Open())
        {
            var failed = await db.Deliveries.SingleAsync();
            (failed.Attempts, failed.NextAttemptAt) = (1, again);
            db.Add(StudioScheduler.Server.Storage.Model.Delivery.Of(await db.Notices.SingleAsync(), failed.EndpointId, bench.Time.GetUtcNow(), isReminder: true));
            await db.SaveChangesAsync();
        }

        var lease = bench.Get<EndpointLease>();
        Assert.Empty(await lease.TakeAsync(ChannelName.Webhook, default));
        bench.Time.Advance(again - bench.Time.GetUtcNow());
        var taken = Assert.Single(await lease.TakeAsync(ChannelName.Webhook, default));
        Assert.Equal([false, true], (await bench.Get<DeliveryLog>().NextAsync(taken, 10, default)).Items.Select(i => i.Delivery.IsReminder));
    }

    [Fact]
    public async Task An_endpoint_that_has_nothing_after_all_rests_before_it_is_looked_at_again()
    {
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.Webhook, "https://hook.example.com/");
        await bench.TellAsync();
        var taken = Assert.Single(await bench.Get<EndpointLease>().TakeAsync(ChannelName.Webhook, default));
        await using (var db = bench.Bench.Open())
        {
            await db.Deliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.SentAt, bench.Time.GetUtcNow()));
        }

        using var worker = bench.NewWorker<WebhookChannel>();
        Assert.Equal(bench.Get<DeliverySettings>().ChannelPoll, await worker.SendNextAsync(taken, default));
    }

    [Fact]
    public async Task What_has_not_left_the_outbox_is_sent_by_no_channel()
    {
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.Webhook, "https://hook.example.com/");
        await bench.Bench.PublishAsync(bench.Bench.Crew1);
        Assert.Empty(await bench.Get<EndpointLease>().TakeAsync(ChannelName.Webhook, default));
        await bench.Bench.LeaveAsync(bench.Time.GetUtcNow());
        Assert.Single(await bench.Get<EndpointLease>().TakeAsync(ChannelName.Webhook, default));
    }
}
