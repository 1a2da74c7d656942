using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Calendars;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class CalendarTests
{
    private const int Titles = 10_000;

    private readonly FakeTimeProvider time = new(DeliveryBench.Monday.AddHours(1));

    [SkippableFact]
    public async Task A_call_keeps_its_uid_while_it_moves_its_sequence_rises_and_cancelled_it_stays()
    {
        await using var bench = await PlannedAsync("Asia/Shanghai");
        var address = await FeedAsync(bench, bench.Crew1, RecipientKind.Crew);
        await PublishAsync(bench, 1, "b-1", 2);
        await PublishAsync(bench, 2, "b-2", 8);
        var first = await CalendarReaders.BothAsync((await ReadAsync(bench, address))!.Text);
        await PublishAsync(bench, 3, "b-1", 4);
        var moved = await CalendarReaders.BothAsync((await ReadAsync(bench, address))!.Text);
        await PublishAsync(bench, 4, "b-1", null);
        var cancelled = await CalendarReaders.BothAsync((await ReadAsync(bench, address))!.Text);

        Assert.Equal([("b-1@base.studio", 1, "CONFIRMED", Hour(2)), ("b-2@base.studio", 2, "CONFIRMED", Hour(8))], first.Select(e => (e.Uid, e.Sequence, e.Status, e.Start)));
        Assert.Equal([("b-1@base.studio", 3, "CONFIRMED", Hour(4)), ("b-2@base.studio", 2, "CONFIRMED", Hour(8))], moved.Select(e => (e.Uid, e.Sequence, e.Status, e.Start)));
        Assert.Equal([("b-1@base.studio", 4, "CANCELLED", Hour(4)), ("b-2@base.studio", 2, "CONFIRMED", Hour(8))], cancelled.Select(e => (e.Uid, e.Sequence, e.Status, e.Start)));
        Assert.StartsWith("【已取消】", cancelled[0].Summary, StringComparison.Ordinal);
        Assert.Equal("Court", cancelled[0].Location);
    }

    [SkippableTheory]
    [InlineData("Asia/Shanghai", "2026-11-01T03:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T03:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T05:30:00Z")]
    [InlineData("America/New_York", "2026-11-01T06:30:00Z")]
    [InlineData("Europe/Berlin", "2027-03-28T00:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T15:45:00Z")]
    public async Task Both_readers_find_the_instants_in_the_bases_zone_also_where_the_clock_changes(string zone, string start)
    {
        var at = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        var text = CalendarText.Write(new("Crew", zone, "en", at.AddDays(-30), [Call("b-1", "Scene", at, at.AddHours(4))]));
        var read = Assert.Single(await CalendarReaders.BothAsync(text));

        Assert.Equal((at, at.AddHours(4)), (read.Start, read.End));
    }

    [SkippableFact]
    public async Task Ten_thousand_odd_titles_are_read_as_they_were_written()
    {
        var chance = new Random(20261124);
        var titles = Enumerable.Range(0, Titles).Select(_ => OddTitle(chance)).ToList();
        var calls = titles.Select((title, i) => Call($"b-{i}", title, Hour(i), Hour(i + 1))).ToList();
        var read = await CalendarReaders.BothAsync(CalendarText.Write(new("Crew, \"one\"; two", "Asia/Shanghai", "en", Hour(0), calls)));

        Assert.Equal(titles.Select(CalendarText.Clean), read.Select(e => e.Summary));
    }

    [Fact]
    public async Task Nothing_shows_inside_the_undo_window_and_the_text_changes_only_with_the_calls()
    {
        await using var bench = await PlannedAsync("Asia/Shanghai");
        var address = await FeedAsync(bench, bench.Crew1, RecipientKind.Crew);
        await PublishAsync(bench, 1, "b-1", 2, time.GetUtcNow());
        var before = (await ReadAsync(bench, address))!;
        time.Advance(TimeSpan.FromSeconds(31));
        var after = (await ReadAsync(bench, address))!;
        time.Advance(TimeSpan.FromHours(1));

        Assert.DoesNotContain("b-1@", before.Text, StringComparison.Ordinal);
        Assert.Contains("b-1@", after.Text, StringComparison.Ordinal);
        Assert.NotEqual(before.Tag, after.Tag);
        Assert.Equal(after, await ReadAsync(bench, address));
    }

    [Fact]
    public async Task A_version_that_is_replaced_inside_its_undo_window_is_never_shown()
    {
        await using var bench = await PlannedAsync("Asia/Shanghai");
        var address = await FeedAsync(bench, bench.Crew1, RecipientKind.Crew);
        await PublishAsync(bench, 1, "b-1", 2);
        var shown = (await ReadAsync(bench, address))!;
        var begin = time.GetUtcNow();
        await PublishAsync(bench, 2, "b-2", 8, begin);
        await PublishAsync(bench, 3, "b-2", null, begin.AddSeconds(25));
        for (var second = 0; second < 120; second += 5)
        {
            Assert.Equal(shown, await ReadAsync(bench, address));
            time.Advance(TimeSpan.FromSeconds(5));
        }

        // What was seen is taken back aloud.
        await PublishAsync(bench, 4, "b-2", 8, time.GetUtcNow());
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("b-2@", (await ReadAsync(bench, address))!.Text, StringComparison.Ordinal);
        await PublishAsync(bench, 5, "b-2", null, time.GetUtcNow());
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("STATUS:CANCELLED", (await ReadAsync(bench, address))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crew_sees_its_own_calls_and_a_person_theirs_in_every_crew()
    {
        await using var bench = await PlannedAsync("Asia/Shanghai");
        var person = new Recipient { Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, Kind = RecipientKind.Person, Subject = "p-1" };
        await using (var db = bench.Open())
        {
            db.Add(person);
            await db.SaveChangesAsync();
        }

        await PublishAsync(bench, 1, "b-1", 2);
        await PublishAsync(bench, 2, "b-2", 8);
        await PublishAsync(bench, 3, "b-other", 12);
        var crew = (await ReadAsync(bench, await FeedAsync(bench, bench.Crew2, RecipientKind.Crew)))!.Text;
        var own = (await ReadAsync(bench, await FeedAsync(bench, person.Id, RecipientKind.Person)))!.Text;

        Assert.Equal(["b-other"], Uids(crew));
        Assert.Equal(["b-1", "b-other"], Uids(own));
        Assert.Null(await ReadAsync(bench, "an-address-that-nobody-has"));
    }

    private static IEnumerable<string> Uids(string text) =>
        text.Split("\r\n").Where(l => l.StartsWith("UID:", StringComparison.Ordinal)).Select(l => l[4..l.IndexOf('@', StringComparison.Ordinal)]);

    private static DateTimeOffset Hour(int hour) => DeliveryBench.Monday.AddHours(hour);

    private static CalendarCall Call(string id, string title, DateTimeOffset start, DateTimeOffset end) =>
        new($"{id}@base.studio", 1, title, "Court", "Crew", start, end, IsCancelled: false, DeliveryBench.Monday);

    // Everything that the format itself uses, half characters, control characters, other directions, and lengths that must be folded.
    private static string OddTitle(Random chance)
    {
        string[] parts =
        [
            ",", ";", ":", "\\", "\\n", "\"", "\n", "\r\n", "\r", "\t", " ", "  ", "END:VEVENT", "BEGIN:VALARM", "=", "^n", "%0D%0A", "第三场", "短剧《夜》", "🎬", "👩‍👩‍👧", "\u0301", "مرحبا",
            "\u202e", "\u2028", "\u0000", "\u0007", "\u001b[0m", "\u0085", "\ufeff", "\ud83d", "\udc00", "\ufffd", "a", "B", "7", "é", "ß", "'", "<b>", "&amp;", "{0}", "%s", "/", "?", "#",
        ];
        return "t" + string.Concat(Enumerable.Range(0, chance.Next(1, 40)).Select(_ => parts[chance.Next(parts.Length)])) + "t";
    }

    private static async Task<DeliveryBench> PlannedAsync(string zone)
    {
        var bench = await DeliveryBench.StartAsync();
        await using var db = bench.Open();
        await db.Bases.ExecuteUpdateAsync(set => set.SetProperty(b => b.TimeZone, zone));
        foreach (var (id, crew, people) in new (string, string, string[])[] { ("b-1", "crew-1", ["p-1"]), ("b-2", "crew-1", ["p-10"]), ("b-other", "crew-2", ["p-1"]) })
        {
            var request = new StageRequest { Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, ProductionId = "prod", CrewId = crew, Title = id, CreatedAt = Hour(0) };
            db.Add(request);
            db.Add(new ShootingBlock
            {
                BaseId = DeliveryBench.BaseId, Id = id, RequestId = request.Id, ProductionId = "prod", CrewId = crew, Name = $"Scene {id}", DurationMinutes = 120, Stages = ["s1"],
                Look = "court", WindowFrom = Hour(0), WindowTo = Hour(100), People = [.. people],
            });
        }

        await db.SaveChangesAsync();
        return bench;
    }

    /// <summary>A version that places one block at an hour, or takes it out of the plan.</summary>
    private static async Task PublishAsync(DeliveryBench bench, int version, string block, int? hour, DateTimeOffset? at = null)
    {
        await using var db = bench.Open();
        db.Add(new PlanVersion { BaseId = DeliveryBench.BaseId, Number = version, PublishedAt = at ?? Hour(0).AddMinutes(version), ContentHash = "" });
        await db.SaveChangesAsync();
        await db.Assignments.Where(a => a.BlockId == block && a.UntilVersion == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.UntilVersion, version));
        if (hour is { } start)
        {
            db.Add(new Assignment
            {
                Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, BlockId = block, StageId = "s1", Start = Hour(start), End = Hour(start + 2), SinceVersion = version,
            });
        }

        await db.SaveChangesAsync();
    }

    private static async Task<string> FeedAsync(DeliveryBench bench, Guid recipient, RecipientKind kind)
    {
        var secret = Secrets.New();
        await using var db = bench.Open();
        Assert.Equal(kind, (await db.Recipients.SingleAsync(r => r.Id == recipient)).Kind);
        db.Add(new Endpoint
        {
            Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, RecipientId = recipient, Channel = ChannelName.Calendar, Address = Secrets.HashOf(secret), CreatedAt = Hour(0),
        });
        await db.SaveChangesAsync();
        return secret;
    }

    private async Task<FeedAnswer?> ReadAsync(DeliveryBench bench, string address)
    {
        await using var db = bench.Open();
        return await new CalendarFeed(db, time).ReadAsync(address);
    }
}
