using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Delivery.Telling;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

/// <summary>A hundred phones that hold their stream open and take nothing from it.</summary>
[Collection("Alone")]
public sealed class StalledReaderTests
{
    private const int Stalled = 100;
    private const int Notices = 200;
    private const int Letters = 30_000;
    private const long MostBytes = 512 * 1024;

    [Fact]
    public async Task Readers_that_do_not_read_cost_little_delay_nobody_and_resume_without_a_gap()
    {
        await using var server = await LiveServer.StartAsync(settings => settings with { ReaderDeadline = TimeSpan.FromSeconds(20) });
        var token = await server.TokenAsync("crew-001");
        var streams = server.Get<OpenStreams>();
        var stalled = new List<TcpClient>();
        for (var i = 0; i < Stalled; i++)
        {
            stalled.Add(await StallAsync(server.Address, token));
        }

        await Until.TrueAsync("all are open", 30, () => streams.Count == Stalled);
        using var other = await EventsAsync(server, "crew-002", await server.TokenAsync("crew-002"), null);
        Assert.Equal("snapshot", (await other.NextAsync()).EventType);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await TellAsync(server, "crew-001");
        await Until.TrueAsync("the last one is sent", 60, async () => (await server.NoticesAsync("crew-001"))[^1].SentAt is not null);
        await HoldLittleAsync(before);
        Assert.Equal(Stalled + 1, streams.Count);

        var (told, clock) = (server.TellAsync("crew-002", 1), System.Diagnostics.Stopwatch.StartNew());
        Assert.Equal("1-1", (await other.NextAsync()).EventId);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"another crew's notice took {clock.Elapsed}");
        await told;

        await Until.TrueAsync("all that take nothing are cut off", 60, () => streams.Count == 1, () => $"{streams.Count} are open");
        using var resumed = await EventsAsync(server, "crew-001", token, "1-0");
        for (var i = 1; i <= Notices; i++)
        {
            Assert.Equal($"1-{i}", (await resumed.NextAsync()).EventId);
        }

        stalled.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task Readers_that_resume_each_from_another_number_and_do_not_read_cost_little_too()
    {
        await using var server = await LiveServer.StartAsync(settings => settings with { ReaderDeadline = TimeSpan.FromSeconds(60) });
        var token = await server.TokenAsync("crew-001");
        await TellAsync(server, "crew-001");
        await Until.TrueAsync("the last one is sent", 60, async () => (await server.NoticesAsync("crew-001"))[^1].SentAt is not null);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var stalled = new List<TcpClient>();
        for (var i = 0; i < Stalled; i++)
        {
            stalled.Add(await StallAsync(server.Address, token, $"Last-Event-ID: 1-{i}\r\n"));
        }

        await HoldLittleAsync(before);
        Assert.Equal(Stalled, server.Get<OpenStreams>().Count);
        stalled.ForEach(s => s.Dispose());
    }

    // Six million letters wait for each. What is only on its way to them at first is no cost of theirs: the least of some looks.
    private static async Task HoldLittleAsync(long before)
    {
        var perReader = long.MaxValue;
        await Until.TrueAsync("a stalled reader holds little", 5, () => (perReader = (GC.GetTotalMemory(forceFullCollection: true) - before) / Stalled) < MostBytes, () => $"{perReader} bytes");
    }

    /// <summary>Opens the stream, takes its first bytes and then nothing more.</summary>
    /// <param name="header">A line of its request, with its end.</param>
    private static async Task<TcpClient> StallAsync(Uri server, string token, string header = "")
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(server.Host, server.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /api/crews/crew-001/stream HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\n{header}\r\n"));
        Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[12]));
        return client;
    }

    private static Task<int> TellAsync(LiveServer server, string crew) => server.RunAsync<StudioDbContext, int>(async db =>
    {
        var recipient = await server.RecipientAsync(crew);
        for (var i = 1; i <= Notices; i++)
        {
            await using var transaction = await db.BeginWriteAsync();
            var now = TimeProvider.System.GetUtcNow();
            await new NoticeBook(db).WriteAsync(recipient.Id, new(recipient.BaseId, i, now, now) { Reason = new string('x', Letters) });
            await transaction.CommitAsync();
            db.ChangeTracker.Clear();
        }

        return Notices;
    });

    private static async Task<Events> EventsAsync(LiveServer server, string crew, string token, string? last)
    {
        var http = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        if (last is not null)
        {
            http.DefaultRequestHeaders.Add("Last-Event-ID", last);
        }

        return new(http, SseParser.Create(await http.GetStreamAsync(new Uri($"/api/crews/{crew}/stream", UriKind.Relative))).EnumerateAsync().GetAsyncEnumerator());
    }

    private sealed class Events(HttpClient http, IAsyncEnumerator<SseItem<string>> items) : IDisposable
    {
        public async Task<SseItem<string>> NextAsync()
        {
            do
            {
                Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
            }
            while (items.Current.EventType == "beat");
            return items.Current;
        }

        public void Dispose() => http.Dispose();
    }
}
