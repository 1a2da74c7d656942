namespace StudioScheduler.Server.Tests.Infrastructure;

[Collection("Browser")]
public class BrowserTests(Browser browser)
{
    [SkippableFact]
    public async Task A_phone_and_a_desktop_are_people_of_their_own()
    {
        await using var phone = await browser.OpenTabAsync(phone: true, language: "zh-CN");
        await using var desktop = await browser.OpenTabAsync();

        Assert.Equal("zh-CN 390", await phone.Page.EvaluateAsync<string>("navigator.language + ' ' + screen.width"));
        Assert.Equal("en-GB 1440", await desktop.Page.EvaluateAsync<string>("navigator.language + ' ' + screen.width"));
    }

    [SkippableFact]
    public async Task An_error_of_a_script_is_kept()
    {
        await using var tab = await browser.OpenTabAsync();
        await tab.Page.SetContentAsync("<h1>Sky Studio</h1><script>console.error('no such crew'); throw new Error('no such stage')</script>");

        Assert.Equal("Sky Studio", await tab.Page.Locator("h1").TextContentAsync());
        await Until.TrueAsync("both errors arrive", 30, () => tab.Errors.Count == 2);
        Assert.Contains(tab.Errors, error => error.Contains("no such crew", StringComparison.Ordinal));
        Assert.Contains(tab.Errors, error => error.Contains("no such stage", StringComparison.Ordinal));
    }
}
