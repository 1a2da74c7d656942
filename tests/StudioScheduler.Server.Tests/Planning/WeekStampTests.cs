using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;
using StudioScheduler.Server.Web.Screens.Week;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>Whatever a manager's open page shows, a change of it is seen.</summary>
[Collection("PostgreSQL")]
public sealed class WeekStampTests(PostgresCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 12, 4, 0, 0, TimeSpan.Zero);
    private static readonly BaseWeek Week = BaseWeek.Containing("Asia/Shanghai", Now).Next("Asia/Shanghai");

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task What_producers_base_and_crews_change_is_seen_and_nothing_else(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var block = await studio.ReadAsync(db => db.Blocks.AsNoTracking().OrderBy(b => b.Id).FirstAsync(b => b.BaseId == SampleBase.Id));
        var hold = new Hold { Id = Guid.NewGuid(), BaseId = SampleBase.Id, BlockId = block.Id, Kind = HoldKind.Option, StageId = block.Stages[0], Start = Now, CreatedAt = Now, ExpiresAt = Now.AddHours(2) };
        var closure = new Closure { Id = Guid.NewGuid(), BaseId = SampleBase.Id, StageId = block.Stages[0], From = Now, To = Now.AddYears(1), Reason = "Rain" };
        var seen = await StampAsync(studio);
        Assert.Equal(seen, await StampAsync(studio));

        await ChangesAsync("a request", () => studio.RunAsync<SubmitRequest, Answer<StageRequest>>(s => s.RunAsync(SampleBase.Id, Again(block), null)));
        await ChangesAsync("a withdrawal", async () => (await studio.RunAsync<WithdrawRequest, Answer<StageRequest>>(w => w.RunAsync(SampleBase.Id, block.RequestId, 1))).Value);
        await ChangesAsync("a start", () => studio.ReadAsync(db => db.Blocks.Where(b => b.Id == block.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.StartedAt, Now))));
        await ChangesAsync("a wrap", () => studio.ReadAsync(db => db.Blocks.Where(b => b.Id == block.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.WrappedAt, Now))));
        await ChangesAsync("an option", () => studio.ReadAsync(db => { db.Add(hold); return db.SaveChangesAsync(); }));
        await ChangesAsync("its expiry", () => studio.ReadAsync(db => db.Holds.ExecuteUpdateAsync(set => set.SetProperty(h => h.ExpiresAt, Now.AddDays(300)))));
        await ChangesAsync("its end", () => studio.ReadAsync(db => db.Holds.Where(h => h.Id == hold.Id).ExecuteUpdateAsync(set => set.SetProperty(h => h.EndedAt, Now))));
        await ChangesAsync("a closure", () => studio.ReadAsync(db => { db.Add(closure); return db.SaveChangesAsync(); }));
        await ChangesAsync("its end moved", () => studio.ReadAsync(db => db.Closures.Where(c => c.Id == closure.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.To, Now.AddYears(2)))));
        await ChangesAsync("a draft", () => PlanAndPublishTests.NewDraftAsync(studio));

        async Task ChangesAsync<T>(string what, Func<Task<T>> change)
        {
            await change();
            var now = await StampAsync(studio);
            Assert.True(now != seen, $"{what} is not seen");
            Assert.Equal(now, await StampAsync(studio));
            seen = now;
        }
    }

    [Fact]
    public async Task The_clock_alone_makes_a_page_old_after_a_minute()
    {
        await using var studio = await TestStudio.SqliteAsync(new FakeTimeProvider(Now));
        var view = Assert.IsType<WeekView>(await studio.ReadAsync(db => WeekView.LoadAsync(db, SampleBase.Id, Week.Monday, Now)));

        Assert.Equal(view.Stamp, await StampAsync(studio));
        Assert.False(view.IsOldAt(Now.AddSeconds(59)));
        Assert.True(view.IsOldAt(Now.AddSeconds(60)));
    }

    private async Task<TestStudio> OpenAsync(StorageKind kind) => kind == StorageKind.Sqlite
        ? await TestStudio.SqliteAsync(new FakeTimeProvider(Now))
        : await TestStudio.PostgresAsync(await cluster.CreateDatabaseAsync(), new FakeTimeProvider(Now));

    private static Task<WeekStamp> StampAsync(TestStudio studio) => studio.ReadAsync(db => WeekStamp.OfAsync(db, SampleBase.Id, Week.From));

    private static RequestInput Again(ShootingBlock block) => new()
    {
        ProductionId = block.ProductionId, CrewId = block.CrewId, Title = "Once more",
        Blocks = [new() { Name = "Again", DurationMinutes = 60, Stages = [block.Stages[0]], Look = block.Look, WindowFrom = Week.From, WindowTo = Week.To }],
    };
}
