using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Jobs;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Claims;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>The waitlist beside a manager at work: whose place is whose, and when it looks at all.</summary>
[Collection("PostgreSQL")]
public sealed class WaitlistTests(PostgresCluster cluster)
{
    private readonly FakeTimeProvider time = new(new(2026, 3, 12, 4, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_an_open_draft_uses_is_not_offered_and_what_the_waitlist_holds_is_named()
    {
        await using var studio = await TestStudio.SqliteAsync(time);
        var (first, second) = await TwoWaiting.InAsync(studio);
        var offered = await OfferedAsync(studio, first);
        Assert.NotNull(offered);
        await ForgetAsync(studio);

        // A manager tries the other one on that very place.
        var draft = await PlanAndPublishTests.NewDraftAsync(studio);
        await studio.ReadAsync(db =>
        {
            db.Add(new DraftPlacement { DraftId = draft.Id, BlockId = second, StageId = offered.StageId, Start = offered.Start });
            return db.SaveChangesAsync();
        });
        var beside = await OfferedAsync(studio, first);
        Assert.False(beside is { } at && at.StageId == offered.StageId && at.Start == offered.Start, "the manager's place was offered");
        await ForgetAsync(studio);

        await studio.RunAsync<DiscardDraft, Answer<Draft>>(d => d.RunAsync(SampleBase.Id, draft.Id, draft.Revision));
        var again = await OfferedAsync(studio, first);
        Assert.Equal((offered.StageId, offered.Start), (again!.StageId, again.Start));

        // The other one may have an option of its own at that time, and is not in its own way.
        await studio.ReadAsync(db => db.Claims.Where(c => c.BlockId == second).ExecuteDeleteAsync());
        var block = await studio.ReadAsync(db => db.Blocks.AsNoTracking().SingleAsync(b => b.Id == second));
        var claims = ClaimResource.ClaimsOf(block, offered.StageId, offered.Start, offered.Start.AddMinutes(block.DurationMinutes), null, time);
        // Its crew and cast may be at work elsewhere.
        var ofStage = claims.Where(c => ClaimResource.Parts(c.Resource).Id == offered.StageId).ToList();
        var taken = await studio.ReadAsync(db => ClaimLedger.HolderAsync(db, ofStage));
        Assert.Equal((first, true, again.ExpiresAt), (taken!.HolderBlockId, taken.Option!.IsWaitlist, taken.Option.Until));
        Assert.Contains("waitlist", taken.Say(Wording.English), StringComparison.Ordinal);
        Assert.Contains("候补", taken.Say(Wording.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_looks_only_where_something_has_changed()
    {
        await using var studio = await TestStudio.SqliteAsync(time, services => services.AddScoped<SweepWaitlist>());
        var (first, _) = await TwoWaiting.InAsync(studio);
        Assert.Equal(1, await SweepAsync(studio));
        // Its own options are a change; then there is none.
        Assert.Equal(1, await SweepAsync(studio));
        Assert.Equal(0, await SweepAsync(studio));

        foreach (var change in new Func<Task>[]
        {
            () => studio.ReadAsync(db => db.Blocks.Where(b => b.Id == first).ExecuteUpdateAsync(set => set.SetProperty(b => b.WithdrawnAt, time.GetUtcNow()))),
            () => PlanAndPublishTests.NewDraftAsync(studio),
            () => studio.ReadAsync(db => db.Drafts.Where(d => d.PublishedAt == null).ExecuteUpdateAsync(set => set.SetProperty(d => d.Revision, d => d.Revision + 1))),
            () => studio.ReadAsync(async db =>
            {
                db.Add(new Closure { Id = Guid.CreateVersion7(), BaseId = SampleBase.Id, StageId = (await db.Stages.FirstAsync()).Id, From = time.GetUtcNow(), To = time.GetUtcNow().AddHours(1), Reason = "paint" });
                return await db.SaveChangesAsync();
            }),
            () => studio.ReadAsync(db => db.Bases.ExecuteUpdateAsync(set => set.SetProperty(b => b.PublishedNumber, b => b.PublishedNumber + 1))),
        })
        {
            await change();
            Assert.Equal(1, await SweepAsync(studio));
            // Where that led to an option, once more.
            await SweepAsync(studio);
            Assert.Equal(0, await SweepAsync(studio));
        }

        time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, await SweepAsync(studio));
    }

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_week_that_was_taken_back_has_no_waitlist(StorageKind kind)
    {
        await using var studio = kind == StorageKind.Sqlite
            ? await TestStudio.SqliteAsync(time, AddStates) : await TestStudio.PostgresAsync(await cluster.CreateDatabaseAsync(), time, AddStates);
        var first = await PlanAndPublishTests.PlannedAsync(studio);
        var made = await PublishAsync(studio, first);
        var before = await StatesAsync(studio);
        Assert.Equal(made.Changes.Count, before.Confirmed);

        await UndoAsync(studio, made.Version);
        time.Advance(TimeSpan.FromSeconds(40));

        Assert.Empty(await studio.RunAsync<OfferWaitlist, IReadOnlyList<Hold>>(o => o.RunAsync(SampleBase.Id)));
        Assert.Equal(0, await studio.ReadAsync(db => db.Claims.CountAsync()));
        Assert.DoesNotContain(await studio.ReadAsync(db => db.Notices.AsNoTracking().ToListAsync()), n => n.Messages.Count > 0);
        var none = (0, 0, await studio.ReadAsync(db => db.Blocks.CountAsync()));
        Assert.Equal(none, await StatesAsync(studio));

        // Taking that back brings the week back, and with it the waitlist of what the plan left out.
        await UndoAsync(studio, made.Version + 1);
        Assert.Equal(before, await StatesAsync(studio));

        // Cancelled to the last call, it waits for a plan again.
        var empty = await PlanAndPublishTests.NewDraftAsync(studio);
        await studio.ReadAsync(db => db.Placements.Where(p => p.DraftId == empty.Id).ExecuteDeleteAsync());
        await PublishAsync(studio, empty);
        Assert.Empty(await studio.RunAsync<OfferWaitlist, IReadOnlyList<Hold>>(o => o.RunAsync(SampleBase.Id)));
        Assert.Equal(none, await StatesAsync(studio));
    }

    private static void AddStates(IServiceCollection services) => services.AddScoped<RequestStates>();

    private static async Task<(int Confirmed, int Waitlisted, int Requested)> StatesAsync(TestStudio studio)
    {
        var requests = await studio.RunAsync<RequestStates, IReadOnlyList<RequestView>>(s => s.ListAsync(SampleBase.Id, null));
        return (requests.Sum(r => r.Count(BlockState.Confirmed)), requests.Sum(r => r.Count(BlockState.Waitlisted)), requests.Sum(r => r.Count(BlockState.Requested)));
    }

    private static async Task<Publication> PublishAsync(TestStudio studio, Draft draft) =>
        (await studio.RunAsync<PublishDraft, Answer<Publication>>(p => p.RunAsync(SampleBase.Id, draft.Id, draft.Revision, null, null))).Value;

    private static async Task<Publication> UndoAsync(TestStudio studio, int version) =>
        (await studio.RunAsync<UndoPublication, Answer<Publication>>(u => u.RunAsync(SampleBase.Id, version, null, null))).Value;

    private static Task<int> SweepAsync(TestStudio studio) => studio.RunAsync<SweepWaitlist, int>(s => s.RunAsync(default));

    private static async Task<Hold?> OfferedAsync(TestStudio studio, string block) =>
        (await studio.RunAsync<OfferWaitlist, IReadOnlyList<Hold>>(o => o.RunAsync(SampleBase.Id))).SingleOrDefault(h => h.BlockId == block);

    private static async Task ForgetAsync(TestStudio studio)
    {
        await studio.ReadAsync(db => db.Claims.Where(c => c.HoldId != null).ExecuteDeleteAsync());
        await studio.ReadAsync(db => db.Holds.ExecuteDeleteAsync());
    }
}
