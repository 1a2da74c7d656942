using Microsoft.Playwright;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>A producer gives a crew a calendar and takes it away again.</summary>
[Collection("Browser")]
public class ReachPageTests(Infrastructure.Browser browser)
{
    private static readonly Wording W = Wording.English;

    [SkippableFact]
    public async Task A_producer_adds_a_calendar_whose_address_works_until_it_is_ended()
    {
        Installed.NeedsChromium();
        await using var server = await ServerProcess.StartAsync();
        await using var producer = await People.EnterAsync(browser, server, People.Producer);
        var page = producer.Page;
        await page.GotoAsync(new Uri(server.Address, "reach").ToString());
        await Expect(page.Locator(".way[data-channel=stream]")).ToBeVisibleAsync();

        await page.Locator("#reach-channel").SelectOptionAsync("webhook");
        await page.Locator("#reach-address").FillAsync("not an address");
        await Button(page.Locator("#reach"), "reach.add-now").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not an address");

        await page.Locator("#reach-channel").SelectOptionAsync("calendar");
        await Button(page.Locator("#reach"), "reach.add-now").ClickAsync();
        var path = new Uri(await page.Locator("#reach-secret").InputValueAsync()).PathAndQuery;
        using var http = new HttpClient { BaseAddress = server.Address };
        Assert.StartsWith("BEGIN:VCALENDAR", await http.GetStringAsync(path), StringComparison.Ordinal);

        var way = page.Locator(".way[data-channel=calendar]");
        await Button(way, "reach.disable").ClickAsync();
        await Button(way, "reach.disable-sure").ClickAsync();
        await Expect(way).ToContainTextAsync(W.Say("reach.ended"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync(path)).StatusCode);
        Assert.Equal([], producer.Errors);
    }

    private static ILocator Button(ILocator within, string key) => within.GetByRole(AriaRole.Button, new() { Name = W.Say(key), Exact = true });
}
