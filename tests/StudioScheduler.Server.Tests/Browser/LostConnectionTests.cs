using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>A page whose server is gone says so in its reader's language, and is there again when the server is.</summary>
[Collection("Browser")]
public class LostConnectionTests(Infrastructure.Browser browser)
{
    [SkippableTheory]
    [InlineData("zh-CN")]
    [InlineData("en-GB")]
    public async Task A_lost_connection_is_told_in_the_language_of_the_page_and_heals(string language)
    {
        Installed.NeedsChromium();
        var words = Wording.For(language);
        await using var server = await ServerProcess.StartAsync();
        await using var producer = await People.EnterAsync(browser, server, People.Producer, language: language);
        var page = producer.Page;
        await Expect(page.Locator(".request").First).ToBeVisibleAsync();
        var dialog = page.Locator("#components-reconnect-modal");
        await Expect(dialog).ToBeHiddenAsync();

        await server.KillAsync();
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog).ToContainTextAsync(words.Say("pages.lost"));
        await Expect(dialog.GetByText(words.Say("pages.lost.trying"))).ToBeVisibleAsync();
        await Expect(dialog.GetByText(words.Say("pages.lost.rejected"))).ToBeHiddenAsync();
        foreach (var width in new[] { 1440, 390 })
        {
            await page.SetViewportSizeAsync(width, 844);
            await page.PictureAsync($"lost-{words.Language}-{width}");
        }

        await server.StartAgainAsync();
        await Expect(dialog).ToBeHiddenAsync(new() { Timeout = 90_000 });
        await Expect(page.Locator(".request").First).ToBeVisibleAsync();
    }
}
