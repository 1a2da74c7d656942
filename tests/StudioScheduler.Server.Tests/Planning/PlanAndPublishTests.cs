using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Calendars;
using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Planning.Runs;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Planning;

[Collection("PostgreSQL")]
public class PlanAndPublishTests(PostgresCluster cluster)
{
    [SkippableTheory]
    [InlineData(StorageKind.Sqlite, "2026-03-12T04:00Z")]
    [InlineData(StorageKind.Postgres, "2026-03-12T04:00Z")]
    // The night before a week, and the week that the year ends in.
    [InlineData(StorageKind.Sqlite, "2026-06-21T15:55Z")]
    [InlineData(StorageKind.Sqlite, "2026-12-24T20:00Z")]
    public async Task A_run_drafts_the_week_and_publishing_tells_every_crew_once(StorageKind kind, string now)
    {
        await using var studio = await OpenAsync(kind, now);
        var draft = await PlannedAsync(studio);

        var preview = (await studio.RunAsync<PublishDraft, Answer<IReadOnlyList<PlanChange>>>(p => p.PreviewAsync(SampleBase.Id, draft.Id))).Value;
        var published = (await PublishAsync(studio, draft, draft.Revision)).Value;

        Assert.Equal(1, published.Version);
        Assert.Equal(preview, published.Changes);
        Assert.All(published.Changes, c => Assert.Equal(ChangeKind.New, c.Kind));
        Assert.Equal(published.Changes.Select(c => c.CrewId).Distinct().Count(), published.Notices);
        await using var db = await studio.Databases.CreateDbContextAsync();
        Assert.Equal(published.Changes.Count, await db.Assignments.CountAsync(a => a.UntilVersion == null));
        Assert.Equal(published.Notices, await CrewNotices(db).CountAsync(n => n.Sequence == 1));
        Assert.Equal(await db.Notices.CountAsync(), await db.Outbox.CountAsync());
        Assert.Equal(published.Notices, await db.Deliveries.CountAsync());
        Assert.Equal(published.Notices * 3, await db.EscalationSteps.CountAsync());
        Assert.True(await db.Claims.CountAsync() >= 2 * published.Changes.Count);
    }

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_draft_of_an_older_plan_is_refused_with_what_changed(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var draft = await PlannedAsync(studio);
        var late = await NewDraftAsync(studio);
        var first = (await PublishAsync(studio, draft, draft.Revision)).Value;

        var refused = Assert.IsType<PlanMovedOn>((await PublishAsync(studio, late, late.Revision)).Refusal);

        Assert.Equal((0, 1), (refused.BasedOn, refused.Current));
        Assert.Equal(first.Changes.Select(c => c.BlockId).Order(), refused.Changes.Select(c => c.BlockId).Order());
    }

    [Fact]
    public async Task Publishing_needs_the_newest_revision()
    {
        await using var studio = await OpenAsync(StorageKind.Sqlite);
        var draft = await PlannedAsync(studio);

        Assert.IsType<RevisionMissing>((await PublishAsync(studio, draft, null)).Refusal);
        Assert.IsType<RevisionStale>((await PublishAsync(studio, draft, draft.Revision - 1)).Refusal);
    }

    [Fact]
    public async Task A_draft_that_breaks_a_rule_is_not_published_and_says_which()
    {
        await using var studio = await OpenAsync(StorageKind.Sqlite);
        var draft = await PlannedAsync(studio);
        var places = await studio.ReadAsync(db => db.Placements.AsNoTracking().Where(p => p.DraftId == draft.Id).OrderBy(p => p.BlockId).ToListAsync());
        var blocks = await studio.ReadAsync(db => db.Blocks.AsNoTracking().ToDictionaryAsync(b => b.Id));
        // two blocks of one crew at one time
        var pair = places.GroupBy(p => blocks[p.BlockId].CrewId).First(g => g.Count() > 1).Take(2).ToList();

        var moved = (await studio.RunAsync<PlaceBlock, Answer<Draft>>(p => p.RunAsync(
            SampleBase.Id, draft.Id, draft.Revision, pair[1].BlockId, pair[1].StageId, pair[0].Start, false, null))).Value;
        var refused = Assert.IsType<BreaksRules>((await PublishAsync(studio, moved, moved.Revision)).Refusal);

        Assert.Contains(refused.Violations, v => v.Rule == "crew-overlap");
        Assert.Equal(0, await studio.ReadAsync(db => db.Assignments.CountAsync()));
    }

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Cancelling_and_bringing_back_before_anything_was_sent_supersedes_and_leaves_no_gap(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var draft = await PlannedAsync(studio);
        var first = (await PublishAsync(studio, draft, draft.Revision)).Value;
        var call = await LooseCallAsync(studio, first);
        await MarkSentAsync(studio);

        var second = await NewDraftAsync(studio);
        second = (await studio.RunAsync<UnplaceBlock, Answer<Draft>>(u => u.RunAsync(SampleBase.Id, second.Id, second.Revision, call.BlockId, null))).Value;
        var cancelled = (await PublishAsync(studio, second, second.Revision)).Value;
        var third = await NewDraftAsync(studio);
        third = (await studio.RunAsync<PlaceBlock, Answer<Draft>>(p => p.RunAsync(
            SampleBase.Id, third.Id, third.Revision, call.BlockId, call.After!.StageId, call.After.Start, false, null))).Value;
        var back = (await PublishAsync(studio, third, third.Revision)).Value;

        Assert.Equal(ChangeKind.Cancelled, Assert.Single(cancelled.Changes).Kind);
        Assert.Equal(ChangeKind.New, Assert.Single(back.Changes).Kind);
        var recipient = await studio.ReadAsync(db => db.Recipients.SingleAsync(r => r.Subject == call.CrewId));
        var notices = await studio.ReadAsync(db => db.Notices.Where(n => n.RecipientId == recipient.Id).OrderBy(n => n.Sequence).ToListAsync());
        Assert.Equal([1, 2, 3], notices.Select(n => n.Sequence));
        // For the crew nothing has happened: the two point at each other, and nobody is chased for either.
        Assert.Equal([null, 3, 2], notices.Select(n => n.SupersededBy));
        var steps = await studio.ReadAsync(db => db.EscalationSteps.AsNoTracking().ToListAsync());
        Assert.All(steps.Where(s => s.NoticeId == notices[1].Id), s => Assert.Equal("superseded", s.Outcome));
        Assert.DoesNotContain(steps, s => s.NoticeId == notices[2].Id);
    }

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_publication_taken_back_in_its_undo_window_tells_nobody_anything(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var draft = await PlannedAsync(studio);
        var first = (await PublishAsync(studio, draft, draft.Revision)).Value;

        var undone = (await UndoAsync(studio, first.Version)).Value;

        Assert.Equal(first.Changes.Select(c => (c.BlockId, ChangeKind.Cancelled)), undone.Changes.Select(c => (c.BlockId, c.Kind)));
        Assert.Equal(0, await studio.ReadAsync(db => db.Assignments.CountAsync(a => a.UntilVersion == null)));
        Assert.Equal(0, await studio.ReadAsync(db => db.Claims.CountAsync()));
        var notices = await studio.ReadAsync(db => CrewNotices(db).AsNoTracking().ToListAsync());
        Assert.Equal(2 * first.Notices, notices.Count);
        Assert.All(notices, n => Assert.Equal(3 - n.Sequence, n.SupersededBy));
        Assert.Equal(0, await studio.ReadAsync(db => db.EscalationSteps.CountAsync(s => s.DoneAt == null)));

        var again = Assert.IsType<WrongState>((await UndoAsync(studio, first.Version)).Refusal);
        Assert.Equal("refusal.not-newest", again.StateKey);
    }

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_plan_that_was_taken_back_in_its_undo_window_is_never_shown_whenever_one_looks(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var time = (FakeTimeProvider)studio.Get<TimeProvider>();
        var draft = await PlannedAsync(studio);
        var first = (await PublishAsync(studio, draft, draft.Revision)).Value;
        var crew = await studio.ReadAsync(db => db.Recipients.AsNoTracking().SingleAsync(r => r.Subject == first.Changes[0].CrewId && r.Kind == RecipientKind.Crew));
        var secret = await FeedAsync(studio, crew);
        time.Advance(TimeSpan.FromSeconds(25));
        await UndoAsync(studio, first.Version);

        var outbox = new OutboxLease(studio.Databases, new(), time);
        var sentAt = new List<DateTimeOffset>();
        var begin = time.GetUtcNow();
        for (var second = 0; second <= 35; second++)
        {
            for (var rows = await outbox.TakeAsync(default); rows.Count > 0; rows = await outbox.TakeAsync(default))
            {
                await outbox.MarkSentAsync(rows, default);
                sentAt.Add(time.GetUtcNow());
                // Between a recipient's two rows too.
                Assert.Empty((await new Snapshots(studio.Databases, time).OfAsync(crew, default)).Calls);
            }

            Assert.DoesNotContain("BEGIN:VEVENT", (await studio.ReadAsync(db => new CalendarFeed(db, time).ReadAsync(secret)))!.Text, StringComparison.Ordinal);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([begin.AddSeconds(30), begin.AddSeconds(30)], sentAt);
        Assert.Equal(2, (await new Snapshots(studio.Databases, time).OfAsync(crew, default)).Sequence);
    }

    [Fact]
    public async Task What_was_sent_already_is_taken_back_aloud()
    {
        await using var studio = await OpenAsync(StorageKind.Sqlite);
        var draft = await PlannedAsync(studio);
        var first = (await PublishAsync(studio, draft, draft.Revision)).Value;
        await MarkSentAsync(studio);

        await UndoAsync(studio, first.Version);

        var notices = await studio.ReadAsync(db => CrewNotices(db).AsNoTracking().ToListAsync());
        Assert.All(notices, n => Assert.Null(n.SupersededBy));
        Assert.All(notices.Where(n => n.Sequence == 2), n => Assert.NotNull(n.AcknowledgeBy));
    }

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Undoing_a_run_brings_its_draft_back_to_the_plan_that_it_was_made_of(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var draft = await PlannedAsync(studio);
        var first = (await PublishAsync(studio, draft, draft.Revision)).Value;
        var calls = first.Changes.Where(c => c.After is not null).ToList();
        var old = await UnplacedAsync(studio, await NewDraftAsync(studio), calls[0].BlockId);
        var (before, until) = (old.BasedOnVersion, old.DecidesUntil);
        var loose = await LooseCallAsync(studio, first);
        var newer = await UnplacedAsync(studio, await NewDraftAsync(studio), loose.BlockId);
        Assert.Equal(2, (await PublishAsync(studio, newer, newer.Revision)).Value.Version);
        var run = await RunAsync(studio, old.Id, RunKind.Plan, 1);
        Assert.True(run.Outcome == RunOutcome.Finished, run.Error);
        var planned = await ReadAsync(studio, old.Id);
        Assert.Equal((1, 2), (before, planned.BasedOnVersion));

        var undone = (await studio.RunAsync<UndoEdit, Answer<Draft>>(u => u.RunAsync(SampleBase.Id, old.Id, planned.Revision, planned.Revision, null))).Value;

        Assert.Equal((before, until), (undone.BasedOnVersion, undone.DecidesUntil));
        Assert.IsType<PlanMovedOn>((await PublishAsync(studio, undone, undone.Revision)).Refusal);
        var redone = (await studio.RunAsync<UndoEdit, Answer<Draft>>(u => u.RunAsync(SampleBase.Id, old.Id, undone.Revision, undone.Revision, null))).Value;
        Assert.Equal((planned.BasedOnVersion, planned.DecidesUntil), (redone.BasedOnVersion, redone.DecidesUntil));
        var published = await PublishAsync(studio, redone, redone.Revision);
        Assert.False(published.IsRefused, $"{published.Refusal}");
    }

    [Fact]
    public async Task A_run_never_ends_worse_than_the_draft_it_began_from()
    {
        await using var studio = await OpenAsync(StorageKind.Sqlite);
        var draft = await NewDraftAsync(studio);

        var first = await RunAsync(studio, draft.Id, RunKind.Plan, 12);
        var second = await RunAsync(studio, draft.Id, RunKind.Plan, 1);

        var (reached, kept) = (ScoreOf(first), ScoreOf(second));
        Assert.True(kept.CompareTo(reached) >= 0, $"12 s reached {reached}, one second more ended at {kept}");
    }

    [Fact]
    public async Task A_repair_opened_between_two_minutes_is_planned_and_published()
    {
        var time = new FakeTimeProvider(new(2026, 3, 8, 16, 10, 17, TimeSpan.Zero));
        await using var studio = await TestStudio.SqliteAsync(time);
        var draft = (await studio.RunAsync<CreateDraft, Answer<Draft>>(c => c.OfWeekAsync(SampleBase.Id, new(2026, 3, 9), null, null))).Value;
        await RunAsync(studio, draft.Id, RunKind.Plan, 1);
        draft = await ReadAsync(studio, draft.Id);
        Assert.False((await PublishAsync(studio, draft, draft.Revision)).IsRefused);
        time.Advance(TimeSpan.FromHours(30));
        var repair = (await studio.RunAsync<CreateDraft, Answer<Draft>>(c => c.OfRepairAsync(SampleBase.Id, "repair", null))).Value;

        var run = await RunAsync(studio, repair.Id, RunKind.Repair, 1);

        Assert.True(run.Outcome == RunOutcome.Finished, run.Error);
        repair = await ReadAsync(studio, repair.Id);
        var published = await PublishAsync(studio, repair, repair.Revision);
        Assert.False(published.IsRefused, $"{published.Refusal}");
    }

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task What_has_wrapped_or_was_interrupted_holds_nothing_any_more(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var time = (FakeTimeProvider)studio.Get<TimeProvider>();
        var draft = await PlannedAsync(studio);
        var first = (await PublishAsync(studio, draft, draft.Revision)).Value;
        var calls = first.Changes.Where(c => c.After!.End - c.After.Start >= TimeSpan.FromHours(3)).OrderBy(c => c.After!.Start).ToList();
        var wrapped = calls[0];
        var interrupted = calls.First(c => c.After!.Start >= wrapped.After!.End);

        time.SetUtcNow(wrapped.After!.Start);
        await studio.RunAsync<RecordProgress, Answer<ShootingBlock>>(r => r.StartedAsync(SampleBase.Id, wrapped.BlockId, null));
        time.Advance(TimeSpan.FromHours(1));
        Assert.False((await studio.RunAsync<RecordProgress, Answer<ShootingBlock>>(r => r.WrappedAsync(SampleBase.Id, wrapped.BlockId, null))).IsRefused);
        Assert.All(await ClaimsAsync(studio, wrapped.BlockId), c => Assert.Equal(time.GetUtcNow(), c.End));

        time.SetUtcNow(interrupted.After!.Start);
        await studio.RunAsync<RecordProgress, Answer<ShootingBlock>>(r => r.StartedAsync(SampleBase.Id, interrupted.BlockId, null));
        var down = time.GetUtcNow().AddHours(1);
        time.SetUtcNow(down);
        Assert.False((await studio.RunAsync<ReportDisruption, Answer<Disruption>>(r => r.RunAsync(
            SampleBase.Id, DisruptionKind.StageDown, interrupted.After.StageId, down, down.AddHours(20), "down", null))).IsRefused);
        Assert.All(await ClaimsAsync(studio, interrupted.BlockId), c => Assert.Equal(down, c.End));
        var rest = await studio.ReadAsync(db => db.Blocks.AsNoTracking().SingleAsync(b => b.ContinuesBlockId == interrupted.BlockId));
        Assert.Empty(await ClaimsAsync(studio, rest.Id));
    }

    private static Task<List<Claim>> ClaimsAsync(TestStudio studio, string block) => studio.ReadAsync(db => db.Claims.AsNoTracking().Where(c => c.BlockId == block).ToListAsync());

    private static async Task<Draft> UnplacedAsync(TestStudio studio, Draft draft, string block) =>
        (await studio.RunAsync<UnplaceBlock, Answer<Draft>>(u => u.RunAsync(SampleBase.Id, draft.Id, draft.Revision, block, null))).Value;

    internal static Task<Draft> ReadAsync(TestStudio studio, Guid draft) => studio.ReadAsync(db => db.Drafts.AsNoTracking().SingleAsync(d => d.Id == draft));

    internal static async Task<PlanningRun> RunAsync(TestStudio studio, Guid draft, RunKind kind, int seconds)
    {
        var run = (await studio.RunAsync<StartPlanningRun, Answer<PlanningRun>>(s => s.RunAsync(SampleBase.Id, draft, kind, seconds, 1, null))).Value;
        await studio.Get<RunWorker>().WorkAsync(run.Id, CancellationToken.None);
        return await studio.ReadAsync(db => db.Runs.AsNoTracking().SingleAsync(r => r.Id == run.Id));
    }

    private static (long Hard, long Medium, long Soft) ScoreOf(PlanningRun run)
    {
        using var best = System.Text.Json.JsonDocument.Parse(run.Best!);
        var score = best.RootElement.GetProperty("score");
        return (score.GetProperty("hard").GetInt64(), score.GetProperty("medium").GetInt64(), score.GetProperty("soft").GetInt64());
    }

    private static IQueryable<Notice> CrewNotices(StudioDbContext db) =>
        db.Notices.Where(n => db.Recipients.Any(r => r.Id == n.RecipientId && r.Kind == RecipientKind.Crew));

    /// <summary>A call whose going disturbs no other: no block waits for it and its stage stands empty after it.</summary>
    private static async Task<PlanChange> LooseCallAsync(TestStudio studio, Publication publication)
    {
        var awaited = (await studio.ReadAsync(db => db.Blocks.AsNoTracking().ToListAsync())).SelectMany(b => b.After).Select(a => a.BlockId).ToHashSet();
        return publication.Changes.First(c => !awaited.Contains(c.BlockId)
            && publication.Changes.All(other => other.After!.StageId != c.After!.StageId || other.After.Start <= c.After.Start));
    }

    internal static async Task<Draft> PlannedAsync(TestStudio studio)
    {
        var draft = await NewDraftAsync(studio);
        var run = (await studio.RunAsync<StartPlanningRun, Answer<PlanningRun>>(s => s.RunAsync(SampleBase.Id, draft.Id, RunKind.Plan, 1, 1, null))).Value;
        await studio.Get<RunWorker>().WorkAsync(run.Id, CancellationToken.None);
        var ended = await studio.ReadAsync(db => db.Runs.AsNoTracking().SingleAsync(r => r.Id == run.Id));
        Assert.True(ended.Outcome == RunOutcome.Finished, $"{ended.Outcome}: {ended.Error}");
        return await studio.ReadAsync(db => db.Drafts.AsNoTracking().SingleAsync(d => d.Id == draft.Id));
    }

    internal static async Task<Draft> NewDraftAsync(TestStudio studio)
    {
        var week = BaseWeek.Containing("Asia/Shanghai", studio.Get<TimeProvider>().GetUtcNow()).Next("Asia/Shanghai");
        return (await studio.RunAsync<CreateDraft, Answer<Draft>>(c => c.OfWeekAsync(SampleBase.Id, week.Monday, null, null))).Value;
    }

    private static Task<Answer<Publication>> PublishAsync(TestStudio studio, Draft draft, int? revision) =>
        studio.RunAsync<PublishDraft, Answer<Publication>>(p => p.RunAsync(SampleBase.Id, draft.Id, revision, "test", null));

    private static Task<Answer<Publication>> UndoAsync(TestStudio studio, int version) =>
        studio.RunAsync<UndoPublication, Answer<Publication>>(u => u.RunAsync(SampleBase.Id, version, null, null));

    private static Task<string> FeedAsync(TestStudio studio, Recipient crew) => studio.ReadAsync(async db =>
    {
        var secret = Secrets.New();
        db.Add(new Endpoint
        {
            Id = Guid.CreateVersion7(), BaseId = SampleBase.Id, RecipientId = crew.Id, Channel = ChannelName.Calendar, Address = Secrets.HashOf(secret), CreatedAt = studio.Get<TimeProvider>().GetUtcNow(),
        });
        await db.SaveChangesAsync();
        return secret;
    });

    private static Task<int> MarkSentAsync(TestStudio studio) => studio.ReadAsync(async db =>
    {
        await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(o => o.SentAt, o => o.CreatedAt));
        return await db.Notices.ExecuteUpdateAsync(set => set.SetProperty(n => n.SentAt, n => n.PublishedAt));
    });

    /// <param name="now">When it all happens; plans are for the week after.</param>
    private async Task<TestStudio> OpenAsync(StorageKind kind, string now = "2026-03-12T04:00Z")
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        return await TestStudio.OpenAsync(kind, cluster, time);
    }
}
