using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Robots;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("23:00", "07:00", "Asia/Shanghai", "2026-03-16T14:59:00Z", null)]
    [InlineData("23:00", "07:00", "Asia/Shanghai", "2026-03-16T15:00:00Z", "2026-03-16T23:00:00Z")]
    [InlineData("23:00", "07:00", "Asia/Shanghai", "2026-03-16T22:59:00Z", "2026-03-16T23:00:00Z")]
    [InlineData("23:00", "07:00", "Asia/Shanghai", "2026-03-16T23:00:00Z", null)]
    [InlineData("12:00", "14:00", "Asia/Shanghai", "2026-03-16T05:00:00Z", "2026-03-16T06:00:00Z")]
    [InlineData("22:00", "02:30", "Europe/Berlin", "2027-03-28T00:00:00Z", "2027-03-28T01:30:00Z")]
    [InlineData("00:00", "00:00", "Asia/Shanghai", "2026-03-16T15:00:00Z", null)]
    public void They_are_read_on_the_bases_clock(string from, string to, string zone, string now, string? end)
    {
        var endpoint = new Endpoint
        {
            Id = Guid.Empty, BaseId = "", RecipientId = Guid.Empty, Channel = "wecom", QuietFrom = TimeOnly.Parse(from, CultureInfo.InvariantCulture),
            QuietTo = TimeOnly.Parse(to, CultureInfo.InvariantCulture),
        };
        Assert.Equal(
            end is null ? null : DateTimeOffset.Parse(end, CultureInfo.InvariantCulture), QuietHours.EndOf(endpoint, zone, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_message_that_can_wait_waits_for_the_morning_and_an_urgent_one_takes_it_along_in_order()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        // 23:30 at the base
        await using var bench = await ChannelBench.StartAsync(now: DeliveryBench.Monday.AddHours(15.5));
        await bench.AddAsync(ChannelName.WeCom, receiver.Address + "robot", "en");
        await using var db = bench.Bench.Open();
        await db.Endpoints.ExecuteUpdateAsync(set => set.SetProperty(e => e.QuietFrom, new TimeOnly(23, 0)).SetProperty(e => e.QuietTo, new TimeOnly(7, 0)));
        await bench.TellAsync();
        await db.Notices.ExecuteUpdateAsync(set => set.SetProperty(n => n.AcknowledgeBy, bench.Time.GetUtcNow().AddHours(12)));

        for (var i = 0; i < 100; i++)
        {
            await bench.RoundAsync<WeComChannel>();
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(receiver.Received);
        await bench.TellAsync();
        await db.Notices.Where(n => n.Sequence == 2).ExecuteUpdateAsync(set => set.SetProperty(n => n.AcknowledgeBy, bench.Time.GetUtcNow().AddMinutes(15)));
        for (var i = 0; i < 3; i++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(10));
            await bench.RoundAsync<WeComChannel>();
        }

        Assert.Equal(2, Assert.Single(receiver.Received).Body.Split("NEW Scene").Length - 1);
    }

    [Fact]
    public async Task What_waited_goes_out_when_they_end()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await ChannelBench.StartAsync(now: DeliveryBench.Monday.AddHours(22.9));
        await bench.AddAsync(ChannelName.WeCom, receiver.Address + "robot", "en");
        await using var db = bench.Bench.Open();
        await db.Endpoints.ExecuteUpdateAsync(set => set.SetProperty(e => e.QuietFrom, new TimeOnly(23, 0)).SetProperty(e => e.QuietTo, new TimeOnly(7, 0)));
        await bench.TellAsync();
        await bench.RoundAsync<WeComChannel>();
        Assert.Empty(receiver.Received);
        bench.Time.Advance(TimeSpan.FromMinutes(6.5));
        await bench.RoundAsync<WeComChannel>();
        Assert.Single(receiver.Received);
    }
}
