using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>A page that looks again and again outlives a database that does not answer: it says so meanwhile, and goes on by itself.</summary>
[Collection("Browser")]
public class DatabaseAwayTests(Infrastructure.Browser browser)
{
    private static readonly string Stale = Wording.English.Say("pages.stale").Split('{')[0].Trim();

    [SkippableTheory]
    [InlineData(People.Manager, "week", ".tl-row")]
    [InlineData(People.Manager, "delivery", "#delivery li")]
    [InlineData(People.Producer, "requests", ".request")]
    public async Task A_page_says_that_it_is_stale_while_the_database_does_not_answer_and_then_follows_again(int who, string path, string ready)
    {
        Installed.NeedsChromium();
        await using var server = await ServerProcess.StartAsync();
        await using var tab = await People.EnterAsync(browser, server, who);
        await tab.Page.GotoAsync(new Uri(server.Address, path).ToString());
        await Expect(tab.Page.Locator(ready).First).ToBeVisibleAsync();
        await Expect(tab.Page.Locator(".stale")).ToHaveCountAsync(0);

        await RenameAsync(server, "Recipients", "RecipientsAway");
        await RenameAsync(server, "Requests", "RequestsAway");
        await Expect(tab.Page.Locator(".stale")).ToContainTextAsync(Stale);
        await Expect(tab.Page.Locator(ready).First).ToBeVisibleAsync();
        await tab.Page.PictureAsync($"stale-{path}-en");

        await RenameAsync(server, "RequestsAway", "Requests");
        await RenameAsync(server, "RecipientsAway", "Recipients");
        await Expect(tab.Page.Locator(".stale")).ToHaveCountAsync(0);
        await using (var db = People.Database(server))
        {
            Assert.NotEqual(0, await db.Crews.ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, "Renamed crew")));
            Assert.NotEqual(0, await db.Bases.ExecuteUpdateAsync(set => set.SetProperty(b => b.PublishedNumber, b => b.PublishedNumber + 1)));
        }

        await Expect(tab.Page.Locator("#content")).ToContainTextAsync(path == "week" ? Wording.English.Say("week.version", ("version", 1)) : "Renamed crew");
        await tab.Page.Locator("nav a[href='/reach']").ClickAsync();
        await Expect(tab.Page.Locator(".way").First).ToBeVisibleAsync();
        Assert.Equal([], tab.Errors);
    }

    // As if the database were away: every look at the table fails. The old spelling leaves the foreign keys of other tables alone.
    private static async Task RenameAsync(ServerProcess server, string from, string to)
    {
        await using var db = People.Database(server);
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("pragma legacy_alter_table = on");
        await db.Database.ExecuteSqlRawAsync(string.Concat("alter table \"", from, "\" rename to \"", to, "\""));
        await db.Database.ExecuteSqlRawAsync("pragma legacy_alter_table = off");
    }
}
