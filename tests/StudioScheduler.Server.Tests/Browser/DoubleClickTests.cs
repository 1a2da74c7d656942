using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>Two clicks that are one movement of the finger do a thing once, and answer no question that the first of them raised.</summary>
[Collection("Browser")]
public class DoubleClickTests(Infrastructure.Browser browser)
{
    private static readonly Wording W = Wording.English;

    [SkippableFact]
    public async Task A_request_is_withdrawn_only_by_whoever_means_it()
    {
        Installed.NeedsChromium();
        await using var server = await ServerProcess.StartAsync();
        await using var producer = await People.EnterAsync(browser, server, People.Producer);
        await producer.Page.GotoAsync(new Uri(server.Address, "requests").ToString());
        var request = producer.Page.Locator(".request").First;
        await Button(request, "request.withdraw").DblClickAsync();

        await Expect(Button(request, "request.withdraw-sure")).ToBeEnabledAsync();
        Assert.Equal(0, await WithdrawnAsync(server));

        await Button(request, "request.withdraw-sure").ClickAsync();
        await Expect(request.Locator(".request-head .chip")).ToHaveTextAsync(W.Say("request.state.withdrawn"));
        Assert.Equal(1, await WithdrawnAsync(server));
        Assert.Equal([], producer.Errors);
    }

    [SkippableFact]
    public async Task A_request_is_sent_once()
    {
        Installed.NeedsChromium();
        await using var server = await ServerProcess.StartAsync();
        await using var producer = await People.EnterAsync(browser, server, People.Producer);
        var page = producer.Page;
        await page.GotoAsync(new Uri(server.Address, "requests/new").ToString());
        await page.Locator("#title").FillAsync("Only once");
        await page.Locator("[data-field=name]").FillAsync("A scene");
        await page.Locator("[data-field=look]").FillAsync((await page.Locator("datalist option").First.GetAttributeAsync("value"))!);
        await page.Locator("[data-field=duration]").FocusAsync();
        await Expect(page.Locator(".picks input:checked").First).ToBeVisibleAsync();
        // As an impatient finger does it, until the next page is there.
        await page.EvaluateAsync("() => { const again = setInterval(() => { const form = document.querySelector('#content form'); if (form) form.requestSubmit(); else clearInterval(again); }, 15); }");

        await page.WaitForURLAsync("**/requests");
        await Expect(page.Locator(".request", new() { HasText = "Only once" }).First).ToBeVisibleAsync();
        await using var db = People.Database(server);
        Assert.Equal(1, await db.Requests.CountAsync(r => r.Title == "Only once"));
    }

    [SkippableFact]
    public async Task A_calendar_is_made_once_and_ended_only_by_whoever_means_it()
    {
        Installed.NeedsChromium();
        await using var server = await ServerProcess.StartAsync();
        await using var producer = await People.EnterAsync(browser, server, People.Producer);
        var page = producer.Page;
        await page.GotoAsync(new Uri(server.Address, "reach").ToString());
        await page.Locator("#reach-channel").SelectOptionAsync("calendar");
        await Button(page.Locator("#reach"), "reach.add-now").DblClickAsync();
        var secret = page.Locator("#reach-secret");
        await Expect(secret).ToBeVisibleAsync();
        var way = page.Locator(".way[data-channel=calendar]");
        await Expect(Button(way.First, "reach.rotate")).ToBeEnabledAsync();
        await Expect(way).ToHaveCountAsync(1);

        var first = await secret.InputValueAsync();
        await Button(way, "reach.disable").DblClickAsync();
        await Expect(Button(way, "reach.disable-sure")).ToBeEnabledAsync();
        await Expect(secret).ToHaveValueAsync(first);
        await Button(way, "reach.disable-sure").ClickAsync();
        await Expect(way).ToContainTextAsync(W.Say("reach.ended"));
        await using var db = People.Database(server);
        Assert.Equal(1, await db.Endpoints.CountAsync(e => e.Channel == "calendar"));
    }

    private static async Task<int> WithdrawnAsync(ServerProcess server)
    {
        await using var db = People.Database(server);
        return await db.Requests.CountAsync(r => r.WithdrawnAt != null);
    }

    private static ILocator Button(ILocator within, string key) => People.Button(within, W, key);
}
