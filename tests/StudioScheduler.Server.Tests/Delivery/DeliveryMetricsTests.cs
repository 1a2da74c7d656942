using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Robots;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

/// <summary>What an operator sees of the channels.</summary>
public sealed class DeliveryMetricsTests
{
    [Fact]
    public async Task A_channel_counts_what_it_sends_what_fails_and_what_it_gives_up_and_how_long_the_oldest_waits()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await ChannelBench.StartAsync();
        var (counted, metrics) = (new ConcurrentDictionary<string, double>(), bench.Get<DeliveryMetrics>());
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == DeliveryMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, bench.Get<IMeterFactory>()))
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        // Counters are added up, gauges are as they are now.
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counted.AddOrUpdate(
            Name(instrument, tags), value, (_, before) => instrument is Counter<long> ? before + value : value));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => counted[Name(instrument, tags)] = value);
        listener.Start();

        await bench.AddAsync(ChannelName.WeCom, receiver.Address + "group");
        await bench.TellAsync();
        await bench.RoundAsync<WeComChannel>();
        receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };
        await bench.TellAsync();
        foreach (var pause in RetryPauses.Robots.Prepend(TimeSpan.FromMinutes(1)))
        {
            bench.Time.Advance(pause + TimeSpan.FromSeconds(5));
            await bench.RoundAsync<WeComChannel>();
        }

        Assert.Equal((1, 7, 1), (counted["studio.delivery.sent wecom"], counted["studio.delivery.failed wecom"], counted["studio.delivery.dead wecom"]));

        await bench.TellAsync();
        var told = bench.Time.GetUtcNow();
        var stands = await bench.RunAsync<ChannelStands, IReadOnlyList<ChannelStand>>(s => s.OfAsync(DeliveryBench.BaseId));
        var robot = Assert.Single(stands, s => s.Channel == ChannelName.WeCom);
        Assert.Equal((1, 1, 1, 1), (robot.Endpoints, robot.Waiting, robot.Sent, robot.Dead));
        metrics.Stand(stands);
        listener.RecordObservableInstruments();
        Assert.Equal(1, counted["studio.delivery.waiting wecom"]);
        Assert.Equal((told - robot.Oldest!.Value).TotalSeconds, counted["studio.delivery.oldest_waiting wecom"], 3);
        Assert.Equal(0, counted["studio.streams.open"]);
        var others = await bench.RunAsync<ChannelStands, IReadOnlyList<ChannelStand>>(s => s.OfAsync("another base"));
        Assert.Equal(new ChannelStand(ChannelStand.Outbox, 0, 0, 0, 0, null), Assert.Single(others));
    }

    private static string Name(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        tags.Length == 0 ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
}
