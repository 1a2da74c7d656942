using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Storage;
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
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(W.Say("refusal.address", ("path", W.Say("reach.field.address")), ("value", "not an address")));

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

    [SkippableFact]
    public async Task A_manager_adds_a_group_robot_with_quiet_hours_whose_secret_is_never_shown()
    {
        Installed.NeedsChromium();
        await using var server = await ServerProcess.StartAsync();
        await using var manager = await People.EnterAsync(browser, server, People.Manager);
        var page = manager.Page;
        await page.GotoAsync(new Uri(server.Address, "reach").ToString());
        await Expect(page.Locator(".way[data-channel=stream]")).ToBeVisibleAsync();

        await page.Locator("#reach-channel").SelectOptionAsync("dingtalk");
        await Button(page.Locator("#reach"), "reach.add-now").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.Locator(".way[data-channel=dingtalk]")).ToHaveCountAsync(0);

        await page.Locator("#reach-address").FillAsync("https://oapi.dingtalk.com/robot/send?access_token=group-1");
        await page.GetByLabel(W.Say("reach.robot-secret")).FillAsync("SEC-of-the-group");
        await page.GetByLabel(W.Say("reach.quiet-from")).SelectOptionAsync("23:00");
        await page.GetByLabel(W.Say("reach.quiet-to")).SelectOptionAsync("07:00");
        await Button(page.Locator("#reach"), "reach.add-now").ClickAsync();
        var way = page.Locator(".way[data-channel=dingtalk]");
        await Expect(way).ToContainTextAsync(W.Say("reach.quiet-between", ("from", "23:00"), ("to", "07:00")));
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(way).ToBeVisibleAsync();
        Assert.DoesNotContain("SEC-of-the-group", await page.ContentAsync(), StringComparison.Ordinal);
        await using (var db = StorageSetup.Open(StorageSettings.Of(Path.Combine(server.Folder, "data", "studio.db"))))
        {
            var stored = await db.Endpoints.AsNoTracking().SingleAsync(e => e.Channel == "dingtalk");
            Assert.NotNull(stored.Secrets);
            Assert.DoesNotContain("SEC-of-the-group", stored.Secrets, StringComparison.Ordinal);
        }

        Assert.Equal([], manager.Errors);
    }

    private static ILocator Button(ILocator within, string key) => People.Button(within, W, key);
}
