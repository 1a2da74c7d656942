using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Amqp;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class RefillTests
{
    [Fact]
    public async Task What_an_app_has_not_stored_goes_out_again_and_nothing_else_and_twice_is_once()
    {
        await using var bench = await DeliveryBench.StartAsync();
        foreach (var channel in new[] { ChannelName.Amqp, ChannelName.Mail })
        {
            await using var db = bench.Open();
            db.Add(new StudioScheduler.Server.Storage.Model.Endpoint { Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, RecipientId = bench.Crew1, Channel = channel });
            await db.SaveChangesAsync();
        }

        for (var i = 0; i < 3; i++)
        {
            await bench.PublishAsync(bench.Crew1);
        }

        await bench.LeaveAsync(DeliveryBench.Monday);
        await using (var db = bench.Open())
        {
            await db.Deliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.SentAt, DeliveryBench.Monday));
            await db.Notices.Where(n => n.Sequence == 1).ExecuteUpdateAsync(set => set.SetProperty(n => n.DeliveredAt, DeliveryBench.Monday));
        }

        Assert.Equal((1, 2), await RefillAsync(bench));
        Assert.Equal((1, 0), await RefillAsync(bench));
        await using var after = bench.Open();
        var again = await after.Deliveries.Where(d => d.SentAt == null).Join(after.Endpoints, d => d.EndpointId, e => e.Id, (d, e) => new { d.Sequence, e.Channel, e.Fence })
            .OrderBy(d => d.Sequence).ToListAsync();
        Assert.Equal([(2, ChannelName.Amqp, 2), (3, ChannelName.Amqp, 2)], again.Select(d => (d.Sequence, d.Channel, d.Fence)));
    }

    private static async Task<(int Queues, int Notices)> RefillAsync(DeliveryBench bench)
    {
        await using var db = bench.Open();
        return await new RefillQueues(db).RunAsync();
    }
}
