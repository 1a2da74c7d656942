using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Tests.Access;

/// <summary>Role × route × own or foreign, over real HTTP.</summary>
[Collection("Server in process")]
public sealed class AccessTests(AccessBench bench) : IClassFixture<AccessBench>, IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = bench.Address };

    public void Dispose() => http.Dispose();

    [Fact]
    public void Every_route_of_the_server_has_a_row()
    {
        var missing = bench.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(e => (Route: "/" + e.RoutePattern.RawText?.TrimStart('/'), Methods: e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []))
            .Where(e => !AccessTable.OpenPrefixes.Concat(AccessTable.SignedInPrefixes).Any(p => e.Route.StartsWith(p, StringComparison.Ordinal)))
            .Where(e => !AccessTable.Rows.Any(r => r.Route == e.Route && (r.Method == "*" || e.Methods.Count == 0 || e.Methods.Contains(r.Method))))
            .Select(e => $"{string.Join('/', e.Methods)} {e.Route}").Distinct();

        Assert.Equal([], missing);
    }

    [Fact]
    public async Task Everybody_gets_exactly_what_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var row in AccessTable.Rows)
        {
            foreach (var (who, expected) in new[]
            {
                ("anonymous", row.Anonymous), ("manager", row.Manager), ("producer", row.Producer), ("crew", row.Crew),
                ("foreign producer", row.ForeignProducer), ("foreign crew", row.ForeignCrew), ("foreign manager", row.ForeignManager),
                ("team", row.Team ?? row.ForeignCrew),
            })
            {
                // Leaving and revoking end the sessions that the other rows need.
                if ((row.Route == "/leave" && who != "anonymous") || (row.Route.EndsWith("/revoke", StringComparison.Ordinal) && (who is "manager" or "producer")))
                {
                    continue;
                }

                var status = await AskAsync(row, who);
                if (status != expected)
                {
                    wrong.Add($"{row.Method} {row.Route} for {who}: {status}, not {expected}");
                }
            }
        }

        Assert.Equal([], wrong);
    }

    [Fact]
    public async Task An_ended_session_ends_its_open_stream_within_five_seconds()
    {
        await using var scope = bench.Services.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<Sessions>();
        var first = (await sessions.FindAsync(bench.Secrets["crew"]))!;
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        var (secret, visitor) = await sessions.OpenAsync((await db.Accounts.FindAsync(first.AccountId))!);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/crews/crew-001/stream");
        request.Headers.Add("Cookie", $"{SessionCookie.Name}={secret}");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();

        await sessions.EndAsync(visitor.SessionId);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, limit.Token) > 0)
        {
        }

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<int> AskAsync(AccessRow row, string who)
    {
        using var request = new HttpRequestMessage(new HttpMethod(row.Method == "*" ? "GET" : row.Method), PathOf(row) + (row.Route.EndsWith("/notices", StringComparison.Ordinal) ? "?epoch=1&after=0" : ""));
        if (bench.Secrets.TryGetValue(who, out var secret))
        {
            request.Headers.Add("Cookie", $"{SessionCookie.Name}={secret}");
        }

        if (row.Method is "POST" or "PUT")
        {
            request.Content = new StringContent(BodyOf(row.Route), Encoding.UTF8, row.Route is "/enter" or "/leave" or "/a/{token}" ? "application/x-www-form-urlencoded" : "application/json");
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        return (int)answer.StatusCode;
    }

    private string PathOf(AccessRow row) => PathOf(row.Route.Replace("{kind}/{subject}", row.Of is null ? "crew/crew-001" : $"{row.Of}/{bench.Subjects[row.Of]}", StringComparison.Ordinal));

    private string PathOf(string route) => route
        .Replace("{crew}", "crew-001", StringComparison.Ordinal).Replace("{block}", "b0001", StringComparison.Ordinal).Replace("{edit:int}", "2", StringComparison.Ordinal)
        .Replace("{id:guid}", (route.Contains("/requests", StringComparison.Ordinal) ? bench.Request : route.Contains("/endpoints/{", StringComparison.Ordinal) ? bench.Endpoint : route.Contains("/runs/{", StringComparison.Ordinal) ? bench.Run : bench.Draft).ToString(), StringComparison.Ordinal)
        .Replace("{delivery:guid}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{team}", bench.Subjects["team"], StringComparison.Ordinal).Replace("{token}", "nothing", StringComparison.Ordinal)
        .Replace("{version:int}", "1", StringComparison.Ordinal).Replace("{recipient:guid}", bench.Recipient.ToString(), StringComparison.Ordinal)
        .Replace("{**rest}", "nothing", StringComparison.Ordinal).Replace("{**path}", "jobs/enqueued", StringComparison.Ordinal).Replace("{Day}", "2026-03-16", StringComparison.Ordinal)
        .Replace("{secret}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", StringComparison.Ordinal).Replace("{language}", "en", StringComparison.Ordinal);

    private static string BodyOf(string route) => route switch
    {
        "/enter" => "secret=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "/api/requests/" => """{"productionId":"prod-001","crewId":"crew-001","title":"","blocks":[]}""",
        "/api/drafts/" => """{"day":"2020-01-06"}""",
        _ when route.Contains("/placements/", StringComparison.Ordinal) => """{"stage":"s001","start":"2030-01-01T00:00:00Z","isPinned":false}""",
        _ when route.EndsWith("/runs", StringComparison.Ordinal) => """{"seconds":0}""",
        _ when route.EndsWith("/receipts", StringComparison.Ordinal) => """{"epoch":1,"sequence":0,"isSeen":false}""",
        _ when route.EndsWith("/acknowledgements", StringComparison.Ordinal) => """{"epoch":1,"sequence":9,"where":"test"}""",
        _ => "{}",
    };
}
