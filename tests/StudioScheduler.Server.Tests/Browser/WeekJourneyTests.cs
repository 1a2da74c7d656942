using Microsoft.Playwright;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>The main job, as people do it: plan, publish, read on the phone, acknowledge, see who has.</summary>
[Collection("Browser")]
public class WeekJourneyTests(Infrastructure.Browser browser)
{
    private static readonly Wording W = Wording.English;

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_week_is_planned_published_read_on_the_phone_and_acknowledged(bool restarts)
    {
        Installed.NeedsChromium();
        await using var server = await ServerProcess.StartAsync();
        await People.WithoutUndoWindowAsync(server);
        await using var phone = await People.EnterAsync(browser, server, People.Crew, phone: true);
        await Expect(phone.Page.Locator("#link")).ToHaveTextAsync(W.Say("phone.live"));

        await using var manager = await People.EnterAsync(browser, server, People.Manager);
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
        await manager.Page.PictureAsync("week-board-en");
        await phone.Page.PictureAsync("crew-en");
        Assert.Equal([], restarts ? [] : manager.Errors);
    }

    private static ILocator Button(IPage page, string key) => page.GetByRole(AriaRole.Button, new() { Name = W.Say(key), Exact = true });
}
