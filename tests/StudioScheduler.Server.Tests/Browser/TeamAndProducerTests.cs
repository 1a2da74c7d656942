using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>What the base publishes shows at once on a turnover team's phone and on a producer's page, and both say that they have it.</summary>
[Collection("Browser")]
public class TeamAndProducerTests(Infrastructure.Browser browser)
{
    private const string Team = "dressers";
    private static readonly Wording W = Wording.English;

    [SkippableFact]
    public async Task A_published_week_shows_at_once_to_a_team_and_a_producer_who_take_note_of_it()
    {
        Installed.NeedsChromium();
        await using var server = await ServerProcess.StartAsync();
        await People.WithoutUndoWindowAsync(server);
        await using var manager = await People.EnterAsync(browser, server, People.Manager);
        await using var team = await InviteAsync(manager.Page, server);
        await Expect(team.Page).ToHaveURLAsync(new Uri(server.Address, $"team/{Team}").ToString());
        await Expect(team.Page.GetByText(W.Say("team.none"))).ToBeVisibleAsync();
        await Expect(team.Page.Locator("#link")).ToHaveTextAsync(W.Say("phone.live"));
        await using var producer = await People.EnterAsync(browser, server, People.Producer);
        await Expect(producer.Page.Locator(".request").First).ToBeVisibleAsync();
        await Expect(producer.Page.Locator("#news")).ToBeHiddenAsync();

        await PublishAsync(server);
        await Expect(team.Page.Locator(".next h2")).ToHaveTextAsync(W.Say("team.next"), new() { Timeout = 10_000 });
        await Expect(producer.Page.Locator("#news .news-item")).ToHaveCountAsync(1, new() { Timeout = 10_000 });
        await PicturesAsync(team.Page, server, $"team/{Team}", ".next .time");
        await PicturesAsync(producer.Page, server, "requests", ".news-item");

        await team.Page.Locator("#confirm-button").ClickAsync();
        await Expect(team.Page.Locator("#confirm")).ToBeHiddenAsync();
        await producer.Page.Locator(".news-done").ClickAsync();
        await Expect(producer.Page.Locator("#news")).ToBeHiddenAsync();
        await using var db = People.Database(server);
        var told = await db.Notices.AsNoTracking().Join(db.Recipients, n => n.RecipientId, r => r.Id, (n, r) => new { n, r.Kind, r.Subject })
            .Where(x => x.Subject == Team || (x.Kind == RecipientKind.Producer && x.Subject == "prod-001")).ToListAsync();
        Assert.Equal(["page", "phone"], told.Select(t => t.n.AcknowledgedWhere).Order(StringComparer.Ordinal));
        Assert.All(told, t => Assert.True(t.n.SentAt <= t.n.SeenAt && t.n.SeenAt <= t.n.AcknowledgedAt));
        Assert.Equal([], team.Errors);
        Assert.Equal([], producer.Errors);
    }

    private async Task<BrowserTab> InviteAsync(IPage manager, ServerProcess server)
    {
        await manager.GotoAsync(new Uri(server.Address, "reach").ToString());
        await Expect(manager.Locator(".way").First).ToBeVisibleAsync();
        await using var db = People.Database(server);
        var recipient = await db.Recipients.SingleAsync(r => r.Kind == RecipientKind.PoolTeam && r.Subject == Team);
        await manager.Locator("#reach-of").SelectOptionAsync(recipient.Id.ToString());
        await manager.Locator("#reach-link").ClickAsync();
        var link = await manager.Locator("#reach-link-address").InputValueAsync();
        var tab = await browser.OpenTabAsync(phone: true);
        await tab.Page.GotoAsync(link);
        await tab.Page.Locator("button[type=submit]").ClickAsync();
        return tab;
    }

    private static async Task PicturesAsync(IPage page, ServerProcess server, string path, string ready)
    {
        foreach (var language in new[] { "zh", "en" })
        {
            foreach (var width in new[] { 1440, 390 })
            {
                await page.SetViewportSizeAsync(width, width == 390 ? 844 : 900);
                await page.GotoAsync(new Uri(server.Address, $"language/{language}?to=/{path}").ToString());
                await Expect(page.Locator(ready).First).ToBeVisibleAsync();
                await page.PictureAsync($"live-{path.Replace('/', '-')}-{language}-{width}", full: false);
                Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"/{path} in {language} is wider than {width} px");
            }
        }
    }

    /// <summary>The week after today, planned and published over the API.</summary>
    private static async Task PublishAsync(ServerProcess server)
    {
        string secret;
        await using (var db = People.Database(server))
        {
            secret = (await new Accounts.Sessions(db, TimeProvider.System).OpenAsync(await new Invitations(db, TimeProvider.System).ManagerAsync(SampleBase.Id, "Manager"))).Secret;
        }

        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address, DefaultRequestHeaders = { { "Cookie", $"{SessionCookie.Name}={secret}" } } };
        var draft = await PostAsync(http, "/api/drafts", new { Day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(7)) });
        var id = draft.GetProperty("id").GetString();
        var run = await PostAsync(http, $"/api/drafts/{id}/runs", new { Seconds = 2 });
        await Until.TrueAsync("the run has ended", 90, async () =>
            (await http.GetFromJsonAsync<JsonElement>($"/api/runs/{run.GetProperty("id").GetString()}")).TryGetProperty("endedAt", out var ended) && ended.ValueKind == JsonValueKind.String);
        var revision = (await http.GetFromJsonAsync<JsonElement>($"/api/drafts/{id}")).GetProperty("draft").GetProperty("revision").GetInt32();
        http.DefaultRequestHeaders.Add("If-Match", $"\"{revision}\"");
        await PostAsync(http, $"/api/drafts/{id}/publish", new { Reason = "" });
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
