using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>A block that its producer has taken back is let go by whatever is published next.</summary>
[Collection("PostgreSQL")]
public class WithdrawnBlockTests(PostgresCluster cluster)
{
    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_draft_opened_before_the_withdrawal_lets_the_block_go(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var first = await PublishedAsync(studio);
        var draft = await PlanAndPublishTests.NewDraftAsync(studio);
        var gone = await WithdrawAsync(studio, first.Changes[0].BlockId);

        var published = (await PublishAsync(studio, draft.Id)).Value;

        Assert.Equal(gone, published.Changes.Select(c => (c.BlockId, c.Kind)).Where(c => gone.Contains(c.BlockId)).Select(c => c.BlockId).ToHashSet());
        Assert.All(published.Changes, c => Assert.Equal(ChangeKind.Cancelled, c.Kind));
        Assert.Equal(0, await HeldAsync(studio, gone));
    }

    [Fact]
    public async Task It_is_let_go_also_when_its_start_has_passed()
    {
        await using var studio = await OpenAsync(StorageKind.Sqlite);
        var time = (FakeTimeProvider)studio.Get<TimeProvider>();
        var first = await PublishedAsync(studio);
        var call = first.Changes.Where(c => c.After!.End - c.After.Start >= TimeSpan.FromHours(3)).MinBy(c => c.After!.Start)!;
        time.SetUtcNow(call.After!.Start.AddMinutes(-20));
        var gone = await WithdrawAsync(studio, call.BlockId);
        time.SetUtcNow(call.After.Start.AddMinutes(10));
        var week = BaseWeek.Containing("Asia/Shanghai", call.After.Start);
        var draft = (await studio.RunAsync<CreateDraft, Answer<Draft>>(c => c.OfWeekAsync(SampleBase.Id, week.Monday, null, null))).Value;

        var published = (await PublishAsync(studio, draft.Id)).Value;

        Assert.Contains(published.Changes, c => c.BlockId == call.BlockId && c.Kind == ChangeKind.Cancelled);
        Assert.Equal(0, await HeldAsync(studio, gone));
    }

    [Fact]
    public async Task A_draft_that_pins_it_can_be_published_and_the_next_run_forgets_it()
    {
        await using var studio = await OpenAsync(StorageKind.Sqlite);
        var draft = await PlanAndPublishTests.PlannedAsync(studio);
        var place = await studio.ReadAsync(db => db.Placements.AsNoTracking().OrderBy(p => p.BlockId).FirstAsync(p => p.DraftId == draft.Id));
        await studio.RunAsync<PinBlock, Answer<Draft>>(p => p.RunAsync(SampleBase.Id, draft.Id, draft.Revision, place.BlockId, true, null));
        var gone = await WithdrawAsync(studio, place.BlockId);
        var preview = (await studio.RunAsync<PublishDraft, Answer<IReadOnlyList<PlanChange>>>(p => p.PreviewAsync(SampleBase.Id, draft.Id))).Value;
        Assert.DoesNotContain(preview, c => gone.Contains(c.BlockId));

        await PlanAndPublishTests.RunAsync(studio, draft.Id, RunKind.Plan, 1);

        Assert.False(await studio.ReadAsync(db => db.Placements.AnyAsync(p => p.DraftId == draft.Id && gone.Contains(p.BlockId))));
        var published = await PublishAsync(studio, draft.Id);
        Assert.False(published.IsRefused, $"{published.Refusal}");
    }

    [Fact]
    public async Task A_publication_that_let_it_go_can_be_taken_back_without_it()
    {
        await using var studio = await OpenAsync(StorageKind.Sqlite);
        var first = await PublishedAsync(studio);
        var gone = await WithdrawAsync(studio, first.Changes[0].BlockId);
        var other = first.Changes.Last(c => !gone.Contains(c.BlockId));
        var draft = await PlanAndPublishTests.NewDraftAsync(studio);
        await studio.RunAsync<UnplaceBlock, Answer<Draft>>(p => p.RunAsync(SampleBase.Id, draft.Id, draft.Revision, other.BlockId, null));
        var second = (await PublishAsync(studio, draft.Id)).Value;
        Assert.Contains(second.Changes, c => gone.Contains(c.BlockId));

        var undone = await studio.RunAsync<UndoPublication, Answer<Publication>>(u => u.RunAsync(SampleBase.Id, second.Version, null, null));

        Assert.False(undone.IsRefused, $"{undone.Refusal}");
        Assert.Equal((other.BlockId, ChangeKind.New), Assert.Single(undone.Value.Changes.Select(c => (c.BlockId, c.Kind))));
        Assert.Equal(0, await HeldAsync(studio, gone));
    }

    private static async Task<Publication> PublishedAsync(TestStudio studio) => (await PublishAsync(studio, (await PlanAndPublishTests.PlannedAsync(studio)).Id)).Value;

    private static async Task<Answer<Publication>> PublishAsync(TestStudio studio, Guid draft)
    {
        var open = await PlanAndPublishTests.ReadAsync(studio, draft);
        return await studio.RunAsync<PublishDraft, Answer<Publication>>(p => p.RunAsync(SampleBase.Id, draft, open.Revision, "test", null));
    }

    /// <summary>The whole request that holds the block.</summary>
    private static async Task<HashSet<string>> WithdrawAsync(TestStudio studio, string block)
    {
        var request = await studio.ReadAsync(db => db.Requests.AsNoTracking().SingleAsync(r => db.Blocks.Any(b => b.Id == block && b.RequestId == r.Id)));
        Assert.False((await studio.RunAsync<WithdrawRequest, Answer<StageRequest>>(w => w.RunAsync(SampleBase.Id, request.Id, request.Revision))).IsRefused);
        return await studio.ReadAsync(db => db.Blocks.Where(b => b.RequestId == request.Id && db.Assignments.Any(a => a.BlockId == b.Id && a.UntilVersion == null) || b.Id == block)
            .Select(b => b.Id).ToHashSetAsync());
    }

    private static Task<int> HeldAsync(TestStudio studio, HashSet<string> blocks) => studio.ReadAsync(async db =>
        await db.Assignments.CountAsync(a => a.UntilVersion == null && blocks.Contains(a.BlockId)) + await db.Claims.CountAsync(c => blocks.Contains(c.BlockId)));

    private async Task<TestStudio> OpenAsync(StorageKind kind)
    {
        var time = new FakeTimeProvider(new(2026, 3, 12, 4, 0, 0, TimeSpan.Zero));
        return await TestStudio.OpenAsync(kind, cluster, time);
    }
}
