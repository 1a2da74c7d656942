using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Client;
using StudioScheduler.Client.Http;
using StudioScheduler.Client.Inbox;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Client;

/// <summary>The SDK over the stream, as the embedded server has it.</summary>
[Collection("Server in process")]
public sealed class CrewAppTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-app-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_crew_app_follows_the_stream_reports_what_it_has_stored_and_acknowledges()
    {
        await using var server = await LiveServer.StartAsync();
        await using var app = await CrewApp.OpenAsync(server.Address, await server.TokenAsync("crew-001"), Store());
        using var stop = new CancellationTokenSource();
        var running = app.RunAsync(stop.Token);
        var applied = new List<long>();
        app.Inbox.Applied += notice => applied.Add(notice.Sequence);

        await server.TellAsync("crew-001", 20);
        await server.TellAsync("crew-002", 3);
        await Until.TrueAsync("the app has everything", 60, () => app.Inbox.State.Sequence == 20);
        await Until.TrueAsync("the server knows", 60, async () => (await server.NoticesAsync("crew-001")).All(n => n.DeliveredAt is not null));
        Assert.All(await server.NoticesAsync("crew-001"), n => Assert.Null(n.SeenAt));
        await app.Inbox.AcknowledgeAsync("test-app");

        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), applied);
        Assert.All(await server.NoticesAsync("crew-001"), n => Assert.Equal("test-app", n.AcknowledgedWhere));
        Assert.All(await server.NoticesAsync("crew-002"), n => Assert.Null(n.DeliveredAt));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task While_notices_go_out_every_answer_lists_the_newest_that_its_snapshot_counts()
    {
        await using var server = await LiveServer.StartAsync();
        using var http = HttpCrewServer.Client(server.Address, await server.TokenAsync("crew-001"));
        var telling = server.TellAsync("crew-001", 300);
        var (asked, torn) = (0, new List<string>());
        while (!telling.IsCompleted || asked < 50)
        {
            var answer = await http.GetFromJsonAsync<JsonElement>("api/crews/crew-001");
            var counted = answer.GetProperty("snapshot").GetProperty("sequence").GetInt64();
            var listed = answer.GetProperty("notices").EnumerateArray().Select(n => n.GetProperty("sequence").GetInt64()).DefaultIfEmpty().Max();
            asked++;
            if (listed != counted)
            {
                torn.Add($"{counted} counted, {listed} listed");
            }
        }

        await telling;
        Assert.Empty(torn);
    }

    [Fact]
    public async Task A_revoked_token_ends_the_app_within_five_seconds()
    {
        await using var server = await LiveServer.StartAsync();
        await using var app = await CrewApp.OpenAsync(server.Address, await server.TokenAsync("crew-001"), Store());
        var isUp = false;
        app.LineChanged += why => isUp = why is null;
        var running = app.RunAsync(CancellationToken.None);
        await Until.TrueAsync("the line is up", 60, () => isUp);

        await RevokeAsync(server);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Until.TrueAsync("the stream is cut", 30, () => !isUp || running.IsCompleted);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"the stream was cut after {clock.Elapsed.TotalSeconds:F1} s");
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => running.WaitAsync(TimeSpan.FromSeconds(15)));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => app.Inbox.CatchUpAsync());
    }

    [Fact]
    public async Task A_token_of_another_crew_reads_nothing_here()
    {
        await using var server = await LiveServer.StartAsync();
        var token = await server.TokenAsync("crew-002");
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => CrewApp.OpenAsync(server.Address, token, Store(), crew: "crew-001"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    private static async Task RevokeAsync(LiveServer server)
    {
        var recipient = await server.RecipientAsync("crew-001");
        var production = await server.RunAsync<StudioDbContext, string>(db => db.Crews.Where(c => c.Id == "crew-001").Select(c => c.ProductionId).SingleAsync());
        var producer = await server.RunAsync<Invitations, Account>(i => i.ProducerAsync(recipient.BaseId, production, "Producer"));
        var (secret, _) = await server.RunAsync<Sessions, (string, Visitor)>(s => s.OpenAsync(producer));
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        (await http.PostAsync("/api/crews/crew-001/revoke", null)).EnsureSuccessStatusCode();
    }

    private FilePositionStore Store() => new(Path.Combine(folder.FullName, "calls.json"));
}
