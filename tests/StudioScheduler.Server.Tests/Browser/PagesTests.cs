using StudioScheduler.Server.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>Every page on a desktop and a phone, in both languages: nothing wider than the screen, no errors; pictures for people.</summary>
[Collection("Browser")]
public class PagesTests(Infrastructure.Browser browser)
{
    [SkippableFact]
    public async Task Every_page_fits_a_desktop_and_a_phone_in_both_languages()
    {
        Installed.NeedsChromium();
        await using var server = await ServerProcess.StartAsync();
        await using var manager = await People.EnterAsync(browser, server, People.Manager);
        await using var producer = await People.EnterAsync(browser, server, People.Producer);
        foreach (var (tab, path, ready) in new[] { (manager, "week", ".tl-row"), (manager, "delivery", "#delivery li"), (producer, "requests", ".request"), (producer, "requests/new", "fieldset"), (manager, "crew/crew-001", "#main section"), (manager, "team/dressers", "#main section"), (manager, "reach", ".way"), (producer, "reach", ".way"), (manager, "enter", "h1") })
        {
            foreach (var language in new[] { "en", "zh" })
            {
                foreach (var width in new[] { 1440, 390 })
                {
                    await tab.Page.SetViewportSizeAsync(width, width == 390 ? 844 : 900);
                    await tab.Page.GotoAsync(new Uri(server.Address, $"language/{language}?to=/{path}").ToString());
                    await Expect(tab.Page.Locator(ready).First).ToBeVisibleAsync();
                    await tab.Page.PictureAsync($"{path.Replace('/', '-')}-{language}-{width}");
                    var over = await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
                    Assert.True(over <= 0, $"/{path} in {language} is {over} px wider than {width} px");
                }
            }
        }

        Assert.Equal([], producer.Errors);
    }
}
