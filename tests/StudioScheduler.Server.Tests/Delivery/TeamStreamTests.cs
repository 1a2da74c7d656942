using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

/// <summary>Turnover teams and producers read streams of their own; what their notices say leads to the same state as a snapshot.</summary>
public sealed class TeamStreamTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    // A Wednesday: the hours of its day, in UTC, are in one week of the base.
    private static readonly DateTimeOffset Day = BaseWeek.Containing("Asia/Shanghai", Now.AddDays(9)).From.AddDays(2);

    [Theory]
    [InlineData("team", "riggers", "/api/recipients/team/riggers")]
    [InlineData("producer", "prod", "/api/recipients/producer/prod")]
    public async Task Notices_applied_one_by_one_lead_to_the_snapshot(string kind, string subject, string address)
    {
        await using var server = await StartAsync();
        using var http = await SignInAsync(server, kind == "team" ? RecipientKind.PoolTeam : RecipientKind.Producer, subject);
        var events = SseParser.Create(await http.GetStreamAsync(new Uri($"{address}/stream", UriKind.Relative))).EnumerateAsync().GetAsyncEnumerator();
        Assert.Equal("snapshot", await TypeAsync(events));

        await PublishAsync(server, ("b-1", 10), ("b-2", 14));
        await PublishAsync(server, ("b-1", 16), ("b-2", 10));
        await PublishAsync(server, ("b-1", 12));
        var (calls, last) = (new Dictionary<string, (string Name, Call At)>(), 0L);
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal("notice", await TypeAsync(events));
            var notice = JsonSerializer.Deserialize<NoticeEnvelope>(events.Current.Data, Envelopes.Json)!;
            last = notice.Sequence;
            foreach (var change in notice.Changes)
            {
                if (change.After is { } after)
                {
                    calls[change.Block] = (change.Name, after);
                }
                else
                {
                    calls.Remove(change.Block);
                }
            }
        }

        var state = JsonDocument.Parse(await http.GetStringAsync(new Uri(address, UriKind.Relative))).RootElement.GetProperty("snapshot").Deserialize<StreamSnapshot>(Envelopes.Json)!;
        Assert.Equal(last, state.Sequence);
        Assert.NotEmpty(state.Calls);
        Assert.Equal(state.Calls.Select(c => (c.Block, c.Name, c.At)).OrderBy(c => c.Block), calls.Select(c => (c.Key, c.Value.Name, c.Value.At)).OrderBy(c => c.Key));

        // They answer for themselves.
        using var answer = await http.PostAsJsonAsync(new Uri($"{address}/acknowledgements", UriKind.Relative), new Acknowledgement(1, last, "phone"));
        Assert.Equal(last, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("acknowledgedSequence").GetInt64());
        using var resumed = new HttpRequestMessage(HttpMethod.Get, $"{address}/stream");
        resumed.Headers.Add("Last-Event-ID", $"1-{last - 1}");
        using var again = await http.SendAsync(resumed, HttpCompletionOption.ResponseHeadersRead);
        var rest = SseParser.Create(await again.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        Assert.Equal("notice", await TypeAsync(rest));
        Assert.Equal($"1-{last}", rest.Current.EventId);
    }

    private static async Task<string> TypeAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        do
        {
            Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
        }
        while (events.Current.EventType == "beat");
        return events.Current.EventType;
    }

    /// <summary>A base with one hall that is dressed twice a day: a loft, a prison, and a team that changes it over.</summary>
    private static async Task<LiveServer> StartAsync()
    {
        var server = await LiveServer.StartAsync("--sample", "false");
        await server.RunAsync<StudioDbContext, int>(db =>
        {
            db.Add(new Base { Id = "base", Name = "Base", TimeZone = "Asia/Shanghai", Latitude = 30, Longitude = 120, UndoSeconds = 0, CreatedAt = Now });
            db.Add(new Production { BaseId = "base", Id = "prod", Title = "Prod" });
            db.Add(new Pool { BaseId = "base", Id = "riggers", Name = "Riggers", Capacity = 1 });
            db.Add(new ChangeoverTable { BaseId = "base", Kind = "set", OtherMinutes = 60, PoolId = "riggers" });
            db.Add(new Stage { BaseId = "base", Id = "s1", Name = "Hall", Kind = "set", Zone = "z", Look = "loft" });
            db.Add(new Crew { BaseId = "base", Id = "crew-1", ProductionId = "prod", Name = "Crew" });
            db.AddRange(
                new Recipient { Id = Guid.CreateVersion7(), BaseId = "base", Kind = RecipientKind.Crew, Subject = "crew-1" },
                new Recipient { Id = Guid.CreateVersion7(), BaseId = "base", Kind = RecipientKind.Producer, Subject = "prod" },
                new Recipient { Id = Guid.CreateVersion7(), BaseId = "base", Kind = RecipientKind.PoolTeam, Subject = "riggers" });
            var request = new StageRequest { Id = Guid.CreateVersion7(), BaseId = "base", ProductionId = "prod", CrewId = "crew-1", Title = "Scenes", CreatedAt = Now, SubmittedAt = Now };
            db.Add(request);
            foreach (var (id, look) in new[] { ("b-1", "prison"), ("b-2", "loft") })
            {
                db.Add(new ShootingBlock
                {
                    BaseId = "base", Id = id, RequestId = request.Id, ProductionId = "prod", CrewId = "crew-1", Name = id, DurationMinutes = 60,
                    Stages = ["s1"], Look = look, WindowFrom = Day, WindowTo = Day.AddDays(1),
                });
            }

            return db.SaveChangesAsync();
        });
        return server;
    }

    private static async Task<HttpClient> SignInAsync(LiveServer server, RecipientKind kind, string subject)
    {
        var recipient = await server.RunAsync<StudioDbContext, Recipient>(db => db.Recipients.AsNoTracking().SingleAsync(r => r.Kind == kind && r.Subject == subject));
        var account = await server.RunAsync<Invitations, Account>(i => i.ForAsync(recipient, subject));
        var token = await server.RunAsync<ApiTokens, string>(t => t.IssueAsync(account, null));
        return new() { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    /// <param name="places">Each block and its hour; a block that is not named is taken back.</param>
    private static async Task PublishAsync(LiveServer server, params (string Block, int Hour)[] places)
    {
        var draft = (await server.RunAsync<CreateDraft, Answer<Draft>>(create => create.OfWeekAsync("base", DateOnly.FromDateTime(Day.UtcDateTime), null, null))).Value;
        await server.RunAsync<StudioDbContext, int>(async db =>
        {
            await db.Placements.Where(p => p.DraftId == draft.Id).ExecuteDeleteAsync();
            db.AddRange(places.Select(p => new DraftPlacement { DraftId = draft.Id, BlockId = p.Block, StageId = "s1", Start = Day.AddHours(p.Hour) }));
            return await db.SaveChangesAsync();
        });
        var published = await server.RunAsync<PublishDraft, Answer<Publication>>(publish => publish.RunAsync("base", draft.Id, draft.Revision, null, null));
        Assert.False(published.IsRefused, $"{published.Refusal}");
    }
}
