using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Streams;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class NoticeStreamTests
{
    [Fact]
    public async Task A_new_reader_gets_the_whole_state_first_and_then_each_notice_in_order()
    {
        await using var bench = await DeliveryBench.StartAsync();
        var server = await bench.ServeAsync();
        await bench.PublishAsync(bench.Crew1);
        await bench.UntilSentAsync(bench.Crew1, 1);
        await using var reader = Read(server, bench.Crew1, null);

        var snapshot = await reader.NextAsync("snapshot");
        Assert.Equal("1-1", snapshot.EventId);
        Assert.Equal(1, JsonSerializer.Deserialize<StreamSnapshot>(snapshot.Data.Span, Envelopes.Json)!.Sequence);

        await bench.PublishAsync(bench.Crew1);
        await bench.PublishAsync(bench.Crew2);
        await bench.PublishAsync(bench.Crew1);
        Assert.Equal<string?[]>(["1-2", "1-3"], [(await reader.NextAsync("notice")).EventId, (await reader.NextAsync("notice")).EventId]);
    }

    [Fact]
    public async Task A_reader_that_resumes_on_another_server_misses_nothing_and_gets_nothing_twice()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.ServeAsync();
        var other = await bench.ServeAsync(delivers: false);
        for (var i = 0; i < 5; i++)
        {
            await bench.PublishAsync(bench.Crew1);
        }

        await bench.UntilSentAsync(bench.Crew1, 5);
        await using var reader = Read(other, bench.Crew1, "1-2");
        Assert.Equal("beat", (await reader.NextAsync()).EventType);
        Assert.Equal<string?[]>(["1-3", "1-4", "1-5"], [(await reader.NextAsync("notice")).EventId, (await reader.NextAsync("notice")).EventId, (await reader.NextAsync("notice")).EventId]);
    }

    [Theory]
    [InlineData("2-1")]
    [InlineData("1-99")]
    [InlineData("yesterday")]
    public async Task A_position_that_means_nothing_here_gets_the_whole_state(string lastEventId)
    {
        await using var bench = await DeliveryBench.StartAsync();
        var server = await bench.ServeAsync();
        await bench.PublishAsync(bench.Crew1);
        await bench.UntilSentAsync(bench.Crew1, 1);
        await using var reader = Read(server, bench.Crew1, lastEventId);
        Assert.Equal("1-1", (await reader.NextAsync("snapshot")).EventId);
    }

    [Fact]
    public async Task A_reader_that_missed_too_much_gets_the_whole_state()
    {
        await using var bench = await DeliveryBench.StartAsync();
        var server = await bench.ServeAsync(new DeliverySettings { ResetAfter = 2 });
        for (var i = 0; i < 4; i++)
        {
            await bench.PublishAsync(bench.Crew1);
        }

        await bench.UntilSentAsync(bench.Crew1, 4);
        await using var reader = Read(server, bench.Crew1, "1-1");
        Assert.Equal("1-4", (await reader.NextAsync("snapshot")).EventId);
    }

    [Fact]
    public async Task A_raised_epoch_starts_an_open_stream_anew()
    {
        await using var bench = await DeliveryBench.StartAsync();
        var server = await bench.ServeAsync(new DeliverySettings { Heartbeat = TimeSpan.FromMilliseconds(50) });
        await using var reader = Read(server, bench.Crew1, null);
        Assert.Equal("1-0", (await reader.NextAsync("snapshot")).EventId);
        await using (var db = bench.Open())
        {
            await db.Recipients.Where(r => r.Id == bench.Crew1)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Epoch, 2).SetProperty(r => r.LastSequence, 0));
        }

        Assert.Equal("2-0", (await reader.NextAsync("snapshot")).EventId);
    }

    [Fact]
    public async Task Notices_carry_names_so_that_a_phone_without_network_can_show_them()
    {
        await using var bench = await DeliveryBench.StartAsync();
        var server = await bench.ServeAsync();
        await using var reader = Read(server, bench.Crew1, null);
        await reader.NextAsync("snapshot");
        await bench.PublishAsync(bench.Crew1);
        var envelope = JsonSerializer.Deserialize<NoticeEnvelope>((await reader.NextAsync("notice")).Data.Span, Envelopes.Json)!;
        Assert.Equal(("crew-1", 1, 1L), (envelope.Recipient, envelope.Epoch, envelope.Sequence));
        Assert.Equal(("Scene", "Court"), (envelope.Changes[0].Name, envelope.Changes[0].After!.StageName));
    }

    private static Reader Read(IServiceProvider server, Guid recipient, string? lastEventId) =>
        new(server.GetRequiredService<NoticeStream>(), recipient, lastEventId);

    private sealed class Reader : IAsyncDisposable
    {
        private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        private readonly IAsyncEnumerator<StreamEvent> events;

        public Reader(NoticeStream stream, Guid recipient, string? lastEventId) =>
            events = stream.ReadAsync(recipient, lastEventId, limit.Token).GetAsyncEnumerator(limit.Token);

        public async Task<StreamEvent> NextAsync()
        {
            Assert.True(await events.MoveNextAsync());
            return events.Current;
        }

        public async Task<StreamEvent> NextAsync(string type)
        {
            var next = await NextAsync();
            while (next.EventType == "beat")
            {
                next = await NextAsync();
            }

            Assert.Equal(type, next.EventType);
            return next;
        }

        public async ValueTask DisposeAsync()
        {
            await limit.CancelAsync();
            await events.DisposeAsync();
            limit.Dispose();
        }
    }
}
