using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>The three people of the sample base: they come in by the links on the server's terminal, each in a browser of its own.</summary>
internal static partial class People
{
    public const int Manager = 0;
    public const int Producer = 1;
    public const int Crew = 2;

    // A busy machine is slow, not wrong: a page that never comes still fails.
    static People() => Assertions.SetDefaultExpectTimeout(30_000);

    /// <summary>Follows a printed link and presses the button.</summary>
    public static async Task<BrowserTab> EnterAsync(Infrastructure.Browser browser, ServerProcess server, int who, bool phone = false, string language = "en-GB")
    {
        IReadOnlyList<string> links = [];
        await Until.TrueAsync("three links are printed", 30, () =>
            (links = [.. server.Process.Output.Select(line => Link().Match(line)).Where(m => m.Success).Select(m => m.Value)]).Count >= 3);
        var tab = await browser.OpenTabAsync(phone, language);
        await tab.Page.GotoAsync(links[who]);
        await tab.Page.Locator("button[type=submit]").ClickAsync();
        return tab;
    }

    /// <summary>What an embedded server keeps, read behind its back.</summary>
    public static StudioDbContext Database(ServerProcess server) => StorageSetup.Open(StorageSettings.Of(Path.Combine(server.Folder, "data", "studio.db")));

    /// <summary>By the whole text that stands on it.</summary>
    public static ILocator Button(ILocator within, Wording words, string key) => within.GetByRole(AriaRole.Button, new() { Name = words.Say(key), Exact = true });

    /// <summary>The base's undo window holds every notice back for half a minute; here nobody takes anything back.</summary>
    public static async Task WithoutUndoWindowAsync(ServerProcess server)
    {
        await using var db = Database(server);
        Assert.Equal(1, await db.Bases.ExecuteUpdateAsync(set => set.SetProperty(b => b.UndoSeconds, 0)));
    }

    /// <summary>Kept in artifacts/screens, for people to look at.</summary>
    public static Task PictureAsync(this IPage page, string name, bool full = false, [CallerFilePath] string here = "")
    {
        var folder = Path.Combine(RootOf(here), "artifacts", "screens");
        Directory.CreateDirectory(folder);
        return page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = full, Animations = ScreenshotAnimations.Disabled });
    }

    // A CI build maps source paths away; the tests' own folder lies below the same root.
    private static string RootOf(string here)
    {
        foreach (var start in new[] { Path.GetDirectoryName(here), AppContext.BaseDirectory })
        {
            for (var folder = start is null ? null : new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "StudioScheduler.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        return Path.GetTempPath();
    }

    [GeneratedRegex(@"http\S+/enter/\S+")]
    private static partial Regex Link();
}
