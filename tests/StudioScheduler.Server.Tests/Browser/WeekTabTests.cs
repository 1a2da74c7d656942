using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;
using StudioScheduler.Server.Web.Language;
using static Microsoft.Playwright.Assertions;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>A manager's tab that stays open while others work, and a draft that cannot be published.</summary>
[Collection("Browser")]
public class WeekTabTests(Infrastructure.Browser browser)
{
    [SkippableTheory]
    [InlineData("en-GB")]
    [InlineData("zh-CN")]
    public async Task An_open_week_follows_what_others_change_and_names_what_breaks_a_rule(string language)
    {
        Installed.NeedsChromium();
        var words = Wording.For(language);
        await using var server = await ServerProcess.StartAsync();
        var week = BaseWeek.Containing("Asia/Shanghai", TimeProvider.System.GetUtcNow()).Next("Asia/Shanghai");
        var (first, second, crew) = await PairAsync(server, week);
        var at = week.From.AddHours(34);
        await using var manager = await People.EnterAsync(browser, server, People.Manager, language: language);
        var page = manager.Page;
        await page.GotoAsync(new Uri(server.Address, $"week/{week.Monday:O}").ToString());
        await Expect(page.Locator(".tl-row").First).ToBeVisibleAsync();

        // An option, and a draft of somebody else: both show without a reload.
        await using var db = People.Database(server);
        db.Holds.Add(new() { Id = Guid.NewGuid(), BaseId = SampleBase.Id, BlockId = first.Id, Kind = HoldKind.Option, StageId = first.Stages[0], Start = at, CreatedAt = week.From, ExpiresAt = week.To });
        await db.SaveChangesAsync();
        await Expect(page.Locator($".tl-row .tl-bar.option[data-id={first.Id}]")).ToBeVisibleAsync();
        var draft = new Draft { Id = Guid.CreateVersion7(), BaseId = SampleBase.Id, Name = "Another tab", HorizonFrom = week.From, HorizonTo = week.To, DecidesUntil = week.To, CreatedAt = TimeProvider.System.GetUtcNow() };
        db.Drafts.Add(draft);
        db.Placements.Add(new() { DraftId = draft.Id, BlockId = first.Id, StageId = first.Stages[0], Start = at });
        db.Placements.Add(new() { DraftId = draft.Id, BlockId = second.Id, StageId = second.Stages[0], Start = at });
        await db.SaveChangesAsync();
        await Expect(page.Locator($".tl-row .tl-bar.new[data-id={second.Id}]")).ToBeVisibleAsync();

        await Button(page, words, "week.publish").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = words.Say("week.publish-now"), Exact = true }).ClickAsync();
        var alert = page.Locator(".mud-alert[role=alert]");
        await Expect(alert).ToContainTextAsync(BilingualName.In(words.Language, crew));
        await Expect(alert).ToContainTextAsync(BilingualName.In(words.Language, second.Name));
        await Expect(alert).Not.ToContainTextAsync("-" + first.DurationMinutes.ToString(CultureInfo.InvariantCulture));
        await page.PictureAsync($"week-breaks-{words.Language}-1440");
        await page.SetViewportSizeAsync(390, 844);
        await page.PictureAsync($"week-breaks-{words.Language}-390");
        await page.SetViewportSizeAsync(1440, 900);

        await page.GetByRole(AriaRole.Link, new() { Name = words.Say("week.after"), Exact = true }).ClickAsync();
        await Expect(alert).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = words.Say("week.before"), Exact = true }).ClickAsync();

        // A draft is not thrown away by a slip of the finger.
        await Button(page, words, "week.discard").DblClickAsync();
        await Expect(Button(page, words, "week.discard-sure")).ToBeEnabledAsync();
        await page.PictureAsync($"week-discard-{words.Language}");
        Assert.Null(await db.Drafts.AsNoTracking().Where(d => d.Id == draft.Id).Select(d => d.DiscardedAt).SingleAsync());
        await Button(page, words, "week.discard-sure").ClickAsync();
        await Expect(Button(page, words, "week.discard")).ToHaveCountAsync(0);
        Assert.Equal([], manager.Errors);
    }

    /// <summary>Two blocks of one crew that may be shot in the week.</summary>
    private static async Task<(ShootingBlock First, ShootingBlock Second, string Crew)> PairAsync(ServerProcess server, BaseWeek week)
    {
        await using var db = People.Database(server);
        var (from, to) = (week.From, week.To);
        var pair = (await db.Blocks.AsNoTracking().Where(b => b.BaseId == SampleBase.Id && b.WindowFrom < to && b.WindowTo > from).OrderBy(b => b.Id).ToListAsync())
            .GroupBy(b => b.CrewId).First(g => g.Select(b => b.Name).Distinct().Count() > 1).DistinctBy(b => b.Name).Take(2).ToList();
        return (pair[0], pair[1], (await db.Crews.AsNoTracking().SingleAsync(c => c.BaseId == SampleBase.Id && c.Id == pair[0].CrewId)).Name);
    }

    private static ILocator Button(IPage page, Wording words, string key) => page.GetByRole(AriaRole.Button, new() { Name = words.Say(key), Exact = true });
}
