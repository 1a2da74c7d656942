using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Planning.Solving;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;
using StudioScheduler.Server.Web.Screens.Week;

namespace StudioScheduler.Server.Tests.Planning;

public class WeekViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 12, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_the_search_was_not_asked_about_is_told_beside_what_it_left_out()
    {
        await using var studio = await TestStudio.SqliteAsync(new FakeTimeProvider(Now));
        var draft = await PlanAndPublishTests.PlannedAsync(studio);

        var view = await ViewAsync(studio);

        using var best = JsonDocument.Parse(view.Run!.Best!);
        Assert.Equal(best.RootElement.GetProperty("unscheduled").GetArrayLength(), view.LeftOut.Count);
        var waiting = view.Remarks.Where(r => r.Kind == RemarkKind.WaitsFor).ToList();
        Assert.NotEmpty(waiting);
        Assert.All(waiting, r => Assert.Contains(BilingualName.In("en", r.OtherName!), r.Sentence(Wording.English), StringComparison.Ordinal));
        Assert.All(waiting, r => Assert.Equal(view.CrewName(view.Blocks[r.BlockId].CrewId), r.CrewName));
        Assert.DoesNotContain(view.LeftOut, l => waiting.Exists(w => w.BlockId == l.Block.Id));

        var taken = view.Drafted.Keys.Order().First();
        await studio.ReadAsync(db => db.Placements.Where(p => p.DraftId == draft.Id && p.BlockId == taken).ExecuteDeleteAsync());
        Assert.Contains((await ViewAsync(studio)).LeftOut, l => l.Block.Id == taken);

        var byHand = waiting[0].BlockId;
        var place = view.Drafted[taken];
        await studio.ReadAsync(db =>
        {
            db.Placements.Add(new() { DraftId = draft.Id, BlockId = byHand, StageId = place.StageId, Start = place.Start });
            return db.SaveChangesAsync();
        });
        Assert.DoesNotContain((await ViewAsync(studio)).Remarks, r => r.BlockId == byHand);
    }

    [Theory]
    [InlineData("America/Santiago", 2026, 9, 1)]
    [InlineData("Africa/Cairo", 2026, 4, 20)]
    [InlineData("Asia/Beirut", 2026, 3, 25)]
    [InlineData("Europe/Berlin", 2026, 3, 25)]
    public void Days_of_a_week_follow_each_other_also_where_the_clock_skips_midnight(string zone, int year, int month, int day)
    {
        var week = BaseWeek.Containing(zone, new DateOnly(year, month, day));
        var view = new WeekView
        {
            Base = new() { Id = "x", Name = "x", TimeZone = zone, CreatedAt = week.From }, Week = week, Now = week.From, Stages = [], Closures = [],
            Crews = new Dictionary<string, Crew>(), Blocks = new Dictionary<string, ShootingBlock>(), Published = new Dictionary<string, Spot>(), Options = [], Stamp = new(),
        };

        var data = TimelineData.Of(view, new BaseClock(zone, Wording.English), Wording.English);

        Assert.Equal(data.From, data.Days[0].From);
        Assert.Equal(data.To, data.Days[^1].To);
        Assert.All(data.Days.Zip(data.Days.Skip(1)), d => Assert.Equal(d.First.To, d.Second.From));
        Assert.All(data.Days, d => Assert.InRange(d.To - d.From, 23 * 3_600_000, 25 * 3_600_000));
    }

    [Fact]
    public void What_crews_were_told_and_cannot_stay_comes_first_and_each_remark_reads_in_both_languages()
    {
        BlockRemark[] Some(params string[] reasons) => [.. reasons.Select(r => new BlockRemark($"b-{r}", r, "b0001"))];
        var remarks = new Remarks
        {
            Missed = Some("window", "after", "frozen"), WaitsFor = Some("not-planned", "not-submitted"), MustMove = Some("frozen", "stage-open"),
            MustBeCancelled = Some("window", "not-planned"), DroppedPins = Some("history", "eligible-stage"), DroppedEdges = Some("withdrawn"),
            CanWait = ["b0002"], PresumedDone = ["b0003"],
        };
        var run = new PlanningRun { Id = Guid.NewGuid(), BaseId = "b", DraftId = Guid.NewGuid(), Remarks = JsonSerializer.Serialize(remarks, SolverMessage.Json) };

        var lines = RemarkLine.Of(run);

        Assert.Equal(14, lines.Count);
        Assert.Equal(4, lines.TakeWhile(l => l.IsUrgent).Count());
        Assert.Equal(5, lines.Count(l => l.IsNotAsked));
        foreach (var words in new[] { Wording.English, Wording.Chinese })
        {
            Assert.All(lines, l => Assert.DoesNotContain("week.remark", l.Sentence(words), StringComparison.Ordinal));
            Assert.All(lines, l => Assert.DoesNotContain("rule.", l.Sentence(words), StringComparison.Ordinal));
        }
    }

    private static async Task<WeekView> ViewAsync(TestStudio studio)
    {
        var week = BaseWeek.Containing("Asia/Shanghai", Now).Next("Asia/Shanghai");
        return Assert.IsType<WeekView>(await studio.ReadAsync(db => WeekView.LoadAsync(db, SampleBase.Id, week.Monday, Now)));
    }
}
