using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>Several managers with one draft: of those who saw the same revision one wins, and the others are told so.</summary>
[Collection("PostgreSQL")]
public sealed class DraftRaceTests(PostgresCluster cluster)
{
    private const int Managers = 4;

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Of_managers_who_edit_one_revision_one_wins(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var draft = await PlanAndPublishTests.NewDraftAsync(studio);
        var blocks = await studio.ReadAsync(db => db.Blocks.AsNoTracking().Take(Managers).ToListAsync());
        for (var round = 0; round < 20; round++)
        {
            // The same block and different ones in turn: what the database itself would refuse differs.
            var (start, revision) = (draft.HorizonFrom.AddHours(round), draft.Revision + round);
            var one = round % 2 == 0;
            await OneWinsAsync(revision, i => studio.RunAsync<PlaceBlock, Answer<Draft>>(p => p.RunAsync(
                SampleBase.Id, draft.Id, revision, blocks[one ? 0 : i].Id, blocks[one ? 0 : i].Stages[0], start, false, null)));
        }

        Assert.Equal(20, await studio.ReadAsync(db => db.Edits.CountAsync(e => e.DraftId == draft.Id)));
    }

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Of_managers_who_discard_one_revision_one_wins(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        for (var round = 0; round < 10; round++)
        {
            var draft = await PlanAndPublishTests.NewDraftAsync(studio);
            var answers = await AllAsync(_ => studio.RunAsync<DiscardDraft, Answer<Draft>>(d => d.RunAsync(SampleBase.Id, draft.Id, draft.Revision)));
            Assert.Single(answers, a => !a.IsRefused);
            Assert.All(answers.Where(a => a.IsRefused), a => Assert.Equal("refusal.draft-discarded", Assert.IsType<WrongState>(a.Refusal).StateKey));
        }
    }

    private static async Task OneWinsAsync(int revision, Func<int, Task<Answer<Draft>>> edit)
    {
        var answers = await AllAsync(edit);
        Assert.Equal(revision + 1, Assert.Single(answers, a => !a.IsRefused).Value.Revision);
        Assert.All(answers.Where(a => a.IsRefused), a => Assert.Equal(new RevisionStale(revision, revision + 1), a.Refusal));
    }

    private static Task<Answer<Draft>[]> AllAsync(Func<int, Task<Answer<Draft>>> edit) =>
        Task.WhenAll(Enumerable.Range(0, Managers).Select(i => Task.Run(() => edit(i))));

    private async Task<TestStudio> OpenAsync(StorageKind kind)
    {
        var time = new FakeTimeProvider(new(2026, 3, 12, 4, 0, 0, TimeSpan.Zero));
        return await TestStudio.OpenAsync(kind, cluster, time);
    }
}
