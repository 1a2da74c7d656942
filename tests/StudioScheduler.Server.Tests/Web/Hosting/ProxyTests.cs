using System.Net;
using System.Text.RegularExpressions;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Web.Hosting;

/// <summary>The server behind a proxy that ends TLS: these tests are the proxy.</summary>
[Collection("Server in process")]
public sealed partial class ProxyTests
{
    [Fact]
    public async Task The_session_cookie_is_for_TLS_alone_where_the_public_address_is()
    {
        await using var server = await LiveServer.StartAsync("--public-url", "https://plan.example.com");
        Assert.Contains("; secure", await SignInAsync(server), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_a_public_address_the_session_cookie_works_over_plain_http()
    {
        await using var server = await LiveServer.StartAsync();
        Assert.DoesNotContain("; secure", await SignInAsync(server), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://plan.example.com", HttpStatusCode.Unauthorized)]
    [InlineData("http://plan.example.com", HttpStatusCode.Forbidden)]
    [InlineData("https://plan.example.com.evil.example", HttpStatusCode.Forbidden)]
    public async Task A_change_may_come_from_a_page_of_the_public_address(string origin, HttpStatusCode expected)
    {
        await using var server = await LiveServer.StartAsync("--public-url", "https://plan.example.com");
        using var http = new HttpClient { BaseAddress = server.Address };
        using var change = new HttpRequestMessage(HttpMethod.Post, "/leave") { Headers = { { "Origin", origin } } };
        using var answer = await http.SendAsync(change);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "--proxies", "127.0.0.1")]
    [InlineData(HttpStatusCode.NotFound, "--proxies", "10.0.0.5,127.0.0.0/8")]
    [InlineData(HttpStatusCode.TooManyRequests, "--proxies", "10.0.0.5")]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task Visitors_of_a_known_proxy_are_counted_one_by_one_and_nobody_else_can_choose_an_address(HttpStatusCode last, params string[] args)
    {
        await using var server = await LiveServer.StartAsync(args);
        using var http = new HttpClient { BaseAddress = server.Address };
        var seen = HttpStatusCode.OK;
        for (var visitor = 1; visitor <= 31; visitor++)
        {
            using var look = new HttpRequestMessage(HttpMethod.Get, "/enter/nothing") { Headers = { { "X-Forwarded-For", $"198.51.100.{visitor}" } } };
            using var answer = await http.SendAsync(look);
            seen = answer.StatusCode;
        }

        Assert.Equal(last, seen);
    }

    private static async Task<string> SignInAsync(LiveServer server)
    {
        var recipient = await server.RecipientAsync("crew-001");
        var account = await server.RunAsync<Invitations, Account>(i => i.CrewAsync(recipient.BaseId, "crew-001", "crew-001"));
        var secret = await server.RunAsync<SignInLinks, string>(l => l.IssueAsync(account.Id, null));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server.Address };
        using var look = await http.GetAsync(new Uri($"/enter/{secret}", UriKind.Relative));
        var token = FormToken().Match(await look.Content.ReadAsStringAsync()).Groups["token"].Value;
        using var enter = new HttpRequestMessage(HttpMethod.Post, "/enter")
        {
            Headers = { { "Cookie", string.Join("; ", look.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])) } },
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("secret", secret)]),
        };
        using var entered = await http.SendAsync(enter);
        Assert.Equal(HttpStatusCode.Found, entered.StatusCode);
        return entered.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(SessionCookie.Name, StringComparison.Ordinal));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken();
}
