using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>The main job, as people do it: request, plan, publish, read on the phone, acknowledge, see who has; under two minutes.</summary>
[Collection("Browser")]
public class WeekJourneyTests(Infrastructure.Browser browser)
{
    private const string Asked = "Night scene at the gate";
    private static readonly Wording W = Wording.English;

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_week_is_requested_planned_published_read_on_the_phone_and_acknowledged(bool restarts)
    {
        Installed.NeedsChromium();
        var since = Stopwatch.StartNew();
        await using var server = await ServerProcess.StartAsync();
        await People.WithoutUndoWindowAsync(server);
        await using var phone = await People.EnterAsync(browser, server, People.Crew, phone: true);
        await Expect(phone.Page.Locator("#link")).ToHaveTextAsync(W.Say("phone.live"));

        await using var producer = await People.EnterAsync(browser, server, People.Producer);
        var day = await RequestAsync(producer, server);

        await using var manager = await People.EnterAsync(browser, server, People.Manager);
        await manager.Page.GotoAsync(new Uri(server.Address, $"week/{day}").ToString());
        await Button(manager.Page, "week.plan").ClickAsync();
        await Expect(manager.Page.GetByText(W.Say("week.run.finished"))).ToBeVisibleAsync(new() { Timeout = 60_000 });
        if (restarts)
        {
            await server.KillAsync();
            await server.StartAgainAsync();
            await manager.Page.ReloadAsync();
            await Expect(manager.Page.GetByText(W.Say("week.run.finished"))).ToBeVisibleAsync();
        }

        await manager.Page.PictureAsync("week-draft-en");
        await manager.Page.Locator("#tab-out").ClickAsync();
        await Expect(manager.Page.Locator("#remarks li").First).ToBeVisibleAsync();
        await manager.Page.PictureAsync("week-out-en");
        await Button(manager.Page, "week.publish").ClickAsync();
        await manager.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("Plan of the week");
        await manager.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = W.Say("week.publish-now"), Exact = true }).ClickAsync();
        var state = manager.Page.Locator("#board [data-crew=crew-001] .chip");
        await Expect(state).ToBeVisibleAsync();

        // At once, without touching the phone; after a restart the stream finds its way back by itself.
        await Expect(phone.Page.Locator(".next .time")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(phone.Page.GetByText("Plan of the week")).ToBeVisibleAsync();
        await phone.Page.Locator("#confirm-button").ClickAsync();
        await Expect(phone.Page.Locator("#confirm")).ToBeHiddenAsync();

        await Expect(state).ToContainTextAsync("confirmed", new() { Timeout = 10_000 });
        // The producer's news may show the block too, and sooner or later than the request does.
        await Expect(producer.Page.Locator(".request .block-line", new() { HasText = Asked }).Locator(".chip")).ToContainTextAsync(W.Say("request.state.confirmed"));
        Assert.True(await manager.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.tl-row .tl-bar')].every(b => getComputedStyle(b).position === 'absolute')"),
            "a bar has left its row");
        Assert.True(since.Elapsed < TimeSpan.FromMinutes(2), $"the journey took {since.Elapsed}");
        await manager.Page.PictureAsync("week-board-en");
        await phone.Page.PictureAsync("crew-en");
        Assert.Equal([], restarts ? [] : manager.Errors);
    }

    [SkippableFact]
    public async Task A_publication_is_taken_back_before_anybody_hears_of_it()
    {
        Installed.NeedsChromium();
        await using var server = await ServerProcess.StartAsync();
        await using var phone = await People.EnterAsync(browser, server, People.Crew, phone: true);
        await using var manager = await People.EnterAsync(browser, server, People.Manager);
        await Button(manager.Page, "week.plan").ClickAsync();
        await Expect(manager.Page.GetByText(W.Say("week.run.finished"))).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Button(manager.Page, "week.publish").ClickAsync();
        await manager.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = W.Say("week.publish-now"), Exact = true }).ClickAsync();

        await Expect(Button(manager.Page, "week.undo")).ToBeVisibleAsync();
        await manager.Page.PictureAsync("week-undo-en");
        await Button(manager.Page, "week.undo").ClickAsync();

        await Expect(manager.Page.GetByText(W.Say("week.undone", ("version", 2)))).ToBeVisibleAsync();
        await Until.TrueAsync("both notices have gone out", 60, async () =>
        {
            await using var db = StorageSetup.Open(StorageSettings.Of(Path.Combine(server.Folder, "data", "studio.db")));
            return await db.Outbox.AnyAsync() && !await db.Outbox.AnyAsync(o => o.SentAt == null);
        });
        await Expect(phone.Page.Locator("#link")).ToHaveTextAsync(W.Say("phone.live"));
        await phone.Page.ReloadAsync();
        await Expect(phone.Page.GetByText(W.Say("phone.none"))).ToBeVisibleAsync();
        await Expect(phone.Page.Locator("#confirm")).ToBeHiddenAsync();
    }

    /// <summary>One block on a stage that has its look; returns the first day it may be shot.</summary>
    private static async Task<string> RequestAsync(BrowserTab producer, ServerProcess server)
    {
        var page = producer.Page;
        await page.GotoAsync(new Uri(server.Address, "requests/new").ToString());
        await page.Locator("#title").FillAsync("Pick-ups");
        await page.Locator("[data-field=name]").FillAsync(Asked);
        await page.Locator("[data-field=look]").FillAsync((await page.Locator("datalist option").First.GetAttributeAsync("value"))!);
        await page.Locator("[data-field=duration]").FocusAsync();
        await Expect(page.Locator(".picks input:checked").First).ToBeVisibleAsync();
        await page.Locator("fieldset select").Last.SelectOptionAsync("10");
        var day = await page.Locator("[data-field=from]").First.InputValueAsync();
        await Button(page, "request.submit").ClickAsync();
        await TakenAsync(producer);
        var line = page.Locator(".request", new() { HasText = "Pick-ups" });
        await line.Locator("summary").ClickAsync();
        await Expect(line.Locator(".block-line", new() { HasText = Asked }).Locator(".chip")).ToContainTextAsync(W.Say("request.state.requested"));
        return day;
    }

    /// <summary>A request that is taken leads to the list of requests; one that is not says what the page says.</summary>
    private static async Task TakenAsync(BrowserTab producer)
    {
        try
        {
            await producer.Page.WaitForURLAsync("**/requests");
        }
        catch (TimeoutException)
        {
            await producer.Page.PictureAsync("request-not-taken", full: true);
            var alerts = await producer.Page.Locator("[role=alert], #blazor-error-ui:visible").AllInnerTextsAsync();
            var invalid = await producer.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('input:invalid, select:invalid')].map(e => e.outerHTML)");
            Assert.Fail($"The request was not taken: {producer.Page.Url} says [{string.Join("; ", alerts)}], not valid: [{string.Join("; ", invalid)}], errors: [{string.Join("; ", producer.Errors)}].");
        }
    }

    private static ILocator Button(IPage page, string key) => page.GetByRole(AriaRole.Button, new() { Name = W.Say(key), Exact = true });
}
