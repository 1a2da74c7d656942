using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>What producers and turnover teams are told.</summary>
public sealed class ToldTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private readonly FakeTimeProvider time = new(new(2026, 3, 12, 4, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_publication_tells_producers_of_all_their_crews_calls_and_teams_of_their_changeovers()
    {
        await using var studio = await TestStudio.SqliteAsync(time);
        var draft = await PlanAndPublishTests.PlannedAsync(studio);
        var published = (await studio.RunAsync<PublishDraft, Answer<Publication>>(p => p.RunAsync(SampleBase.Id, draft.Id, draft.Revision, "first week", null))).Value;
        await using var db = await studio.Databases.CreateDbContextAsync();
        var production = await db.Crews.ToDictionaryAsync(c => c.Id, c => c.ProductionId);
        var notices = await db.Notices.AsNoTracking().Join(db.Recipients, n => n.RecipientId, r => r.Id, (n, r) => new { n, r.Kind, r.Subject }).ToListAsync();

        Assert.Equal(
            published.Changes.Select(c => production[c.CrewId]).Distinct().Order(StringComparer.Ordinal),
            notices.Where(n => n.Kind == RecipientKind.Producer).Select(n => n.Subject).Order(StringComparer.Ordinal));
        foreach (var producer in notices.Where(n => n.Kind == RecipientKind.Producer))
        {
            Assert.Equal(
                published.Changes.Where(c => production[c.CrewId] == producer.Subject).Select(c => c.BlockId).Order(StringComparer.Ordinal),
                producer.n.Changes.Select(c => c.BlockId).Order(StringComparer.Ordinal));
            Assert.Null(producer.n.AcknowledgeBy);
        }

        var tables = await db.ChangeoverTables.Where(t => t.PoolId != null).ToDictionaryAsync(t => t.Kind);
        var stages = await db.Stages.ToDictionaryAsync(s => s.Id);
        var looks = await db.Blocks.ToDictionaryAsync(b => b.Id, b => b.Look);
        // Counted again the simple way: neighbours on a stage in the order of their start.
        var expected = published.Changes.GroupBy(c => c.After!.StageId).Where(g => tables.ContainsKey(stages[g.Key].Kind)).SelectMany(g =>
        {
            var calls = g.OrderBy(c => c.After!.Start).ToList();
            return calls.Select((c, i) => (Block: c.BlockId, From: i == 0 ? stages[g.Key].Look : looks[calls[i - 1].BlockId], c.After!.Start, Table: tables[stages[g.Key].Kind]))
                .Where(c => c.From is not null)
                .Select(c => (Team: c.Table.PoolId!, c.Block, Name: $"{c.From} → {looks[c.Block]}", c.Start, Minutes: MinutesOf(c.Table, c.From!, looks[c.Block])))
                .Where(c => c.Minutes > 0);
        }).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.Select(c => (c.Team, c.Block, c.Name, c.Start.AddMinutes(-c.Minutes), c.Start)).Order(),
            notices.Where(n => n.Kind == RecipientKind.PoolTeam)
                .SelectMany(t => t.n.Changes.Select(c => (t.Subject, c.BlockId, c.BlockName, c.After!.Start, c.After.End))).Order());
    }

    [Fact]
    public async Task An_options_producers_hear_of_it_when_it_is_taken_soon_ends_and_is_over()
    {
        await using var studio = await TestStudio.SqliteAsync(time);
        var block = await studio.ReadAsync(db => db.Blocks.AsNoTracking().OrderBy(b => b.Id).FirstAsync());
        var hold = (await studio.RunAsync<TakeOption, Answer<Hold>>(t => t.RunAsync(SampleBase.Id, block.Id, block.Stages[0], block.WindowFrom, null))).Value;
        await SweepAsync(studio);
        time.Advance(TimeSpan.FromHours(42.5));
        await SweepAsync(studio);
        await SweepAsync(studio);
        time.Advance(TimeSpan.FromHours(6));
        await SweepAsync(studio);
        await SweepAsync(studio);

        var notices = await studio.ReadAsync(db => db.Notices.AsNoTracking().Where(n => db.Recipients.Any(r => r.Id == n.RecipientId && r.Subject == block.ProductionId))
            .OrderBy(n => n.Sequence).ToListAsync());
        Assert.Equal([NoticeMessageKind.OptionTaken, NoticeMessageKind.OptionExpiring, NoticeMessageKind.OptionExpired], notices.Select(n => Assert.Single(n.Messages).Kind));
        Assert.All(notices, n => Assert.Equal((block.Id, block.WindowFrom), (n.Messages[0].Subject, n.Messages[0].Place!.Start)));
        Assert.Equal([hold.ExpiresAt, hold.ExpiresAt, null], notices.Select(n => n.Messages[0].Until));
        Assert.Equal(HoldEnd.Expired, (await studio.ReadAsync(db => db.Holds.SingleAsync())).EndedBecause);
        Assert.Equal(0, await studio.ReadAsync(db => db.Claims.CountAsync()));
    }

    [Fact]
    public async Task A_place_that_comes_free_is_reserved_for_the_most_urgent_waitlisted_block_and_nobody_else_moves()
    {
        await using var studio = await TestStudio.SqliteAsync(time);
        var (urgent, other) = await TwoWaiting.InAsync(studio);
        var placed = await studio.ReadAsync(db => db.Assignments.CountAsync(a => a.UntilVersion == null));

        var clock = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
        var options = await studio.RunAsync<OfferWaitlist, IReadOnlyList<Hold>>(o => o.RunAsync(SampleBase.Id));
        output.WriteLine($"one sweep: {(System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime - clock).TotalMilliseconds:F0} ms of processor time, {options.Count} options");

        Assert.Equal([urgent, other], options.Select(o => o.BlockId));
        Assert.Equal(placed, await studio.ReadAsync(db => db.Assignments.CountAsync(a => a.UntilVersion == null)));
        var told = await studio.ReadAsync(db => db.Notices.AsNoTracking().ToListAsync());
        Assert.Equal(options.Select(o => o.BlockId).Order(), told.SelectMany(n => n.Messages).Where(m => m.Kind == NoticeMessageKind.WaitlistOption).Select(m => m.Subject).Order());

        // Whoever has a place is not offered another, and whoever lets it go has had its turn.
        Assert.Empty(await studio.RunAsync<OfferWaitlist, IReadOnlyList<Hold>>(o => o.RunAsync(SampleBase.Id)));
        time.Advance(TimeSpan.FromHours(49));
        await SweepAsync(studio);
        Assert.Empty(await studio.RunAsync<OfferWaitlist, IReadOnlyList<Hold>>(o => o.RunAsync(SampleBase.Id)));
    }

    private static int MinutesOf(ChangeoverTable table, string from, string to) =>
        from == to ? table.SameMinutes : table.Pairs.Find(p => p.From == from && p.To == to)?.Minutes ?? table.OtherMinutes;

    private static Task<bool> SweepAsync(TestStudio studio) => studio.RunAsync<ExpireOptions, bool>(async e =>
    {
        await e.RunAsync();
        return true;
    });
}
