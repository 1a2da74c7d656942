using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Tests.Infrastructure;
using Xunit.Abstractions;

namespace StudioScheduler.Server.Tests.Delivery;

[Collection("Alone")]
public sealed class BlackHoleTests(ITestOutputHelper output)
{
    private const int Crews = 120;
    private const int Notices = 3;

    [Fact]
    public async Task A_fifth_of_the_webhooks_that_never_answer_delays_no_other()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start(1000);
        await using var bench = await DeliveryBench.StartAsync();
        var server = await bench.ServeAsync(new() { AllowInternalTargets = true });
        await WarmUpAsync(bench, server);
        var (healthy, deaf) = (new List<Guid>(), new List<Guid>());
        for (var i = 0; i < Crews; i++)
        {
            var crew = await bench.AddCrewAsync($"crew-{100 + i}");
            var isDeaf = i % 5 == 0;
            (isDeaf ? deaf : healthy).Add(crew);
            await using var scope = server.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AddEndpoint>().RunAsync(
                crew, new(ChannelName.Webhook, isDeaf ? $"http://{hole.LocalEndpoint}/" : $"{receiver.Address}"), null);
        }

        for (var round = 0; round < Notices; round++)
        {
            foreach (var crew in healthy.Concat(deaf))
            {
                await bench.PublishAsync(crew);
            }
        }

        await Until.TrueAsync("every healthy receiver has everything", 60, () => receiver.Received.Count >= healthy.Count * Notices);

        Dictionary<string, DateTimeOffset> sent;
        await using (var db = bench.Open())
        {
            sent = await db.Notices.Where(n => n.SentAt != null).ToDictionaryAsync(n => $"msg_{n.Id:N}", n => n.SentAt!.Value);
        }

        var delays = receiver.Received.Select(r => (r.At - sent[r.Headers["webhook-id"]]).TotalSeconds).Order().ToList();
        output.WriteLine($"{delays.Count} notices, {deaf.Count} of {Crews} webhooks black-holed: p50 {delays[delays.Count / 2]:F2} s, p95 {delays[delays.Count * 95 / 100]:F2} s, max {delays[^1]:F2} s");
        Assert.Equal(healthy.Count * Notices, receiver.Received.Select(r => r.Headers["webhook-id"]).Distinct().Count());
        Assert.True(delays[delays.Count * 95 / 100] < 2, $"p95 is {delays[delays.Count * 95 / 100]:F2} s");
        foreach (var perCrew in receiver.Received.Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("data"))
            .GroupBy(d => d.GetProperty("recipient").GetString(), d => d.GetProperty("sequence").GetInt64()))
        {
            Assert.Equal([1, 2, 3], perCrew);
        }
    }

    // What the runtime compiles at the first notice is not what a deaf receiver costs the others.
    private static async Task WarmUpAsync(DeliveryBench bench, IServiceProvider server)
    {
        await using var receiver = await HttpReceiver.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            var crew = await bench.AddCrewAsync($"crew-warm-{i}");
            await using var scope = server.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AddEndpoint>().RunAsync(crew, new(ChannelName.Webhook, $"{receiver.Address}"), null);
            await bench.PublishAsync(crew);
        }

        await Until.TrueAsync("the first notices are there", 60, () => receiver.Received.Count >= 10);
    }
}
