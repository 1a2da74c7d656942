using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Web.Api;

/// <summary>Plain but odd input never ends in "something went wrong on our side": it is refused, and the answer says where and what to do.</summary>
[Collection("Server in process")]
public sealed class OddInputTests(OddInputTests.Bench bench) : IClassFixture<OddInputTests.Bench>
{
    [Theory]
    [InlineData("\"any\"", "7", "$.blocks[0].light")]
    [InlineData("\"any\"", "\"7\"", "$.blocks[0].light")]
    [InlineData("\"any\"", "\"day, night\"", "$.blocks[0].light")]
    [InlineData("\"n\"", "\"a\\u0000b\"", "$.blocks[0].name")]
    [InlineData("\"n\"", "\"a\\u0007b\"", "$.blocks[0].name")]
    [InlineData("\"n\"", "\"\\ud83d\"", "$.blocks[0].name")]
    [InlineData("\"n\"", "null", "$.blocks[0].name")]
    [InlineData("\"name\"", "\"nam\"", "$.blocks[0].name")]
    [InlineData("\"light\":\"any\"", "\"people\":null", "$.blocks[0].people")]
    [InlineData("\"light\":\"any\"", "\"people\":[null]", "$.blocks[0].people[0]")]
    [InlineData("\"light\":\"any\"", "\"coverStages\":[null]", "$.blocks[0].coverStages[0]")]
    [InlineData("\"light\":\"any\"", "\"pools\":[null]", "$.blocks[0].pools[0]")]
    [InlineData("\"light\":\"any\"", "\"pools\":[{}]", "$.blocks[0].pools[0]")]
    [InlineData("\"light\":\"any\"", "\"after\":[null]", "$.blocks[0].after[0]")]
    [InlineData("\"light\":\"any\"", "\"priority\":1e99", "$.blocks[0].priority")]
    [InlineData("[{", "[null,{", "$.blocks[0]")]
    public async Task An_odd_value_of_a_request_is_named(string plain, string odd, string path)
    {
        Assert.Equal(HttpStatusCode.Created, (await AskAsync(HttpMethod.Post, "/api/requests", bench.Producer, bench.Request)).Status);
        await NamedAsync("/api/requests", bench.Producer, bench.Request.Replace(plain, odd, StringComparison.Ordinal), path);
    }

    [Theory]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("{\"title\":", "$.title")]
    [InlineData("{\"productionId\":\"p\",\"crewId\":\"c\",\"title\":\"t\",\"blocks\":null}", "$.blocks")]
    public Task An_odd_body_of_a_request_is_named(string body, string path) => NamedAsync("/api/requests", bench.Producer, body, path);

    [Fact]
    public async Task A_name_of_two_megabytes_is_refused_and_not_repeated()
    {
        var (status, answer) = await AskAsync(HttpMethod.Post, "/api/requests", bench.Producer, bench.Request.Replace("\"n\"", $"\"{new string('x', 2_000_000)}\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.InRange(answer.Length, 50, 2_000);
    }

    [Theory]
    [InlineData("{}", "$.day")]
    [InlineData("{\"day\":null}", "$.day")]
    [InlineData("{\"day\":\"9999-12-31\"}", "$.day")]
    [InlineData("{\"day\":\"2200-01-01\"}", "$.day")]
    [InlineData("{\"day\":\"0001-01-03\"}", "$.day")]
    [InlineData("{\"day\":\"1899-12-31\"}", "$.day")]
    [InlineData("{\"day\":\"tomorrow\"}", "$.day")]
    [InlineData("{\"day\":\"2099-01-03\",\"name\":\"a\\u0000b\"}", "$.name")]
    public Task A_draft_of_an_odd_day_is_refused(string body, string path) => NamedAsync("/api/drafts", bench.Manager, body, path);

    [Theory]
    [InlineData("{}", "$.stage")]
    [InlineData("{\"stage\":\"s\"}", "$.start")]
    [InlineData("{\"stage\":\"s\",\"start\":\"0001-01-01T00:00:00Z\"}", "$.start")]
    [InlineData("{\"stage\":\"s\",\"start\":\"9999-12-31T23:59:00Z\"}", "$.start")]
    public async Task A_placement_without_its_place_is_refused(string body, string path)
    {
        var day = TimeProvider.System.GetUtcNow().AddDays(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var (status, draft) = await AskAsync(HttpMethod.Post, "/api/drafts", bench.Manager, $$"""{"day":"{{day}}"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        var id = JsonDocument.Parse(draft).RootElement.GetProperty("id").GetGuid();
        var block = await bench.Server.RunAsync<StudioDbContext, string>(db => db.Blocks.Select(b => b.Id).FirstAsync());
        await NamedAsync($"/api/drafts/{id}/placements/{block}", bench.Manager, body, path, HttpMethod.Put);
    }

    [Theory]
    [InlineData("GET", "/api/plan")]
    [InlineData("GET", "/api/plan/escalations")]
    [InlineData("POST", "/api/plan/versions/1/undo")]
    [InlineData("GET", "/api/delivery/board")]
    [InlineData("GET", "/api/delivery/channels")]
    [InlineData("GET", "/api/delivery/dead-letters")]
    [InlineData("GET", "/api/delivery/ledger.csv")]
    [InlineData("POST", "/api/delivery/recipients/00000000-0000-0000-0000-000000000001/resend")]
    [InlineData("GET", "/api/drafts")]
    [InlineData("POST", "/api/drafts")]
    [InlineData("GET", "/api/requests")]
    public async Task A_base_that_is_none_is_not_found(string method, string path)
    {
        var (status, answer) = await AskAsync(new(method), $"{path}?base=nosuch", bench.Manager, method == "POST" ? "{\"day\":\"2099-01-03\"}" : null);
        Assert.Equal(HttpStatusCode.NotFound, status);
        var detail = JsonDocument.Parse(answer).RootElement.GetProperty("detail").GetString();
        Assert.Contains("nosuch", detail, StringComparison.Ordinal);
        Assert.Contains("Maybe", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/plan?from=yesterday", "from", "yesterday")]
    [InlineData("/api/delivery/ledger.csv?block=%00", "block", "")]
    [InlineData("/api/delivery/board?filter=7", "filter", "7")]
    public async Task An_odd_query_is_refused(string path, string name, string value)
    {
        var (status, answer) = await AskAsync(HttpMethod.Get, path, bench.Manager, null);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(name, answer, StringComparison.Ordinal);
        Assert.Contains(value, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/week/9999-12-31")]
    [InlineData("/week/0001-01-01")]
    [InlineData("/week/2026-99-99")]
    public async Task A_page_of_an_odd_week_is_shown(string path) => Assert.True((await AskAsync(HttpMethod.Get, path, bench.Manager, null)).Status < HttpStatusCode.InternalServerError);

    private async Task NamedAsync(string address, string secret, string body, string path, HttpMethod? method = null)
    {
        foreach (var (language, maybe) in new[] { ("en", "Maybe"), ("zh", "请") })
        {
            var (status, answer) = await AskAsync(method ?? HttpMethod.Post, address, secret, body, language);
            Assert.True(status == HttpStatusCode.BadRequest, $"{status}: {answer}");
            var fault = Assert.Single(JsonDocument.Parse(answer).RootElement.GetProperty("faults").EnumerateArray(), f => f.GetProperty("path").GetString() == path);
            var text = fault.GetProperty("text").GetString()!;
            Assert.StartsWith(path, text, StringComparison.Ordinal);
            Assert.True(answer.Contains(maybe, StringComparison.Ordinal), answer);
        }
    }

    private async Task<(HttpStatusCode Status, string Answer)> AskAsync(HttpMethod method, string path, string secret, string? body, string language = "en")
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = bench.Server.Address };
        using var message = new HttpRequestMessage(method, path);
        message.Headers.Add("Cookie", $"{SessionCookie.Name}={secret}");
        message.Headers.Add("Accept-Language", language);
        message.Headers.Add("If-Match", "\"1\"");
        if (body is not null)
        {
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var answer = await http.SendAsync(message);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>One server for all of them: none of what they send changes it.</summary>
    public sealed class Bench : IAsyncLifetime
    {
        internal LiveServer Server { get; private set; } = null!;

        internal string Manager { get; private set; } = "";

        internal string Producer { get; private set; } = "";

        /// <summary>A plain one.</summary>
        internal string Request { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Server = await LiveServer.StartAsync("--role", "web");
            await using var scope = Server.Services.CreateAsyncScope();
            var (db, invitations, sessions) = (scope.ServiceProvider.GetRequiredService<StudioDbContext>(), scope.ServiceProvider.GetRequiredService<Invitations>(),
                scope.ServiceProvider.GetRequiredService<Sessions>());
            var crew = await db.Crews.OrderBy(c => c.Id).FirstAsync();
            var stage = await db.Stages.OrderBy(s => s.Id).FirstAsync();
            Manager = (await sessions.OpenAsync(await invitations.ManagerAsync(crew.BaseId, "manager"))).Secret;
            Producer = (await sessions.OpenAsync(await invitations.ProducerAsync(crew.BaseId, crew.ProductionId, "producer"))).Secret;
            var from = TimeProvider.System.GetUtcNow().Date.AddDays(8);
            Request = $$"""
                {"productionId":"{{crew.ProductionId}}","crewId":"{{crew.Id}}","title":"t","blocks":[{"name":"n","durationMinutes":60,"stages":["{{stage.Id}}"],
                "look":"x","windowFrom":"{{from:yyyy-MM-dd}}T00:00:00Z","windowTo":"{{from.AddDays(3):yyyy-MM-dd}}T00:00:00Z","light":"any"}]}
                """;
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
