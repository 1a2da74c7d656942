using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Access;

/// <summary>A right to read that ends, ends open streams on every server within five seconds, and nobody else's.</summary>
public sealed class RevokedStreamTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-revoked-");
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false });
    private LiveServer first = null!;
    private LiveServer second = null!;

    public async Task InitializeAsync()
    {
        var file = Path.Combine(folder.FullName, "studio.db");
        first = await LiveServer.StartAsync("--database", file);
        second = await LiveServer.StartAsync("--database", file);
    }

    public void Dispose() => http.Dispose();

    public async Task DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("session")]
    [InlineData("crew app's token")]
    [InlineData("account closed")]
    [InlineData("all of an account")]
    [InlineData("membership")]
    public async Task It_ends_within_five_seconds_on_both_servers(string what)
    {
        await using var scope = first.Services.CreateAsyncScope();
        var (db, sessions) = (scope.ServiceProvider.GetRequiredService<StudioDbContext>(), scope.ServiceProvider.GetRequiredService<Sessions>());
        var account = await scope.ServiceProvider.GetRequiredService<Invitations>().CrewAsync(await BaseAsync(db), "crew-001", "Phone");
        var (cookie, visitor) = await sessions.OpenAsync(account);
        var token = await scope.ServiceProvider.GetRequiredService<ApiTokens>().IssueAsync(account, null);
        var request = what == "crew app's token" ? ("Authorization", $"Bearer {token}") : ("Cookie", $"{SessionCookie.Name}={cookie}");
        await using var here = await OpenAsync(first, request);
        await using var there = await OpenAsync(second, request);
        await using var anothers = await OpenAsync(second, ("Authorization", $"Bearer {await first.TokenAsync("crew-002")}"), "crew-002");
        var stays = UntilEndAsync(anothers);

        await RevokeAsync(what, db, sessions, account, visitor);
        await Task.WhenAll(UntilEndAsync(here), UntilEndAsync(there)).WaitAsync(TimeSpan.FromSeconds(5));

        Assert.False(stays.IsCompleted);
        using var again = Ask(second, request, "crew-001");
        using var refused = await http.SendAsync(again, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(what == "membership" ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static Task RevokeAsync(string what, StudioDbContext db, Sessions sessions, Account account, Visitor visitor)
    {
        var now = TimeProvider.System.GetUtcNow();
        return what switch
        {
            "session" => sessions.EndAsync(visitor.SessionId),
            "crew app's token" => db.SignInTokens.Where(t => t.AccountId == account.Id && t.Kind == TokenKind.Api).ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now)),
            "account closed" => db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.DisabledAt, now)),
            "all of an account" => sessions.EndAllAsync(account.Id, null),
            "membership" => db.Memberships.Where(m => m.AccountId == account.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.EndedAt, now)),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Maybe a new way?"),
        };
    }

    private static Task<string> BaseAsync(StudioDbContext db) => db.Bases.Select(b => b.Id).SingleAsync();

    private static HttpRequestMessage Ask(LiveServer server, (string Header, string Value) key, string crew)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, $"/api/crews/{crew}/stream"));
        request.Headers.TryAddWithoutValidation(key.Header, key.Value);
        return request;
    }

    private async Task<Stream> OpenAsync(LiveServer server, (string Header, string Value) key, string crew = "crew-001")
    {
        using var request = Ask(server, key, crew);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStreamAsync();
    }

    private static async Task UntilEndAsync(Stream events)
    {
        var buffer = new byte[4096];
        while (await events.ReadAsync(buffer) > 0)
        {
        }
    }
}
