using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Board;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage.Model;
using Delivered = StudioScheduler.Server.Storage.Model.Delivery;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class BoardTests
{
    private static readonly DateTimeOffset Later = DeliveryBench.Monday.AddHours(3);

    [Fact]
    public async Task Filters_tell_who_has_not_confirmed_who_is_late_and_what_failed()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, bench.Crew1, n => n.AcknowledgeBy = DeliveryBench.Monday.AddHours(1));
        await SentAsync(bench, bench.Crew2, n => (n.AcknowledgeBy, n.AcknowledgedAt) = (DeliveryBench.Monday, DeliveryBench.Monday));
        await DeadAsync(bench, bench.Crew2);
        await using var db = bench.Open();

        var lines = await new DeliveryBoard(db).ListAsync(DeliveryBench.BaseId);

        Assert.Equal(["crew-1", "crew-2"], lines.Select(l => l.Subject));
        Assert.Equal([NoticeStage.Sent, NoticeStage.Acknowledged], lines.Select(l => l.Stage));
        Assert.Equal(["crew-1"], Of(BoardFilter.Pending, Later));
        Assert.Equal(["crew-1"], Of(BoardFilter.Overdue, Later));
        Assert.Equal([], Of(BoardFilter.Overdue, DeliveryBench.Monday));
        Assert.Equal(["crew-2"], Of(BoardFilter.Failed, Later));

        IEnumerable<string> Of(BoardFilter filter, DateTimeOffset now) => lines.Where(l => l.Matches(filter, now)).Select(l => l.Subject);
    }

    [Fact]
    public async Task News_that_need_no_answer_are_never_pending()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, bench.Crew1);
        await using var db = bench.Open();

        var line = (await new DeliveryBoard(db).ListAsync(DeliveryBench.BaseId))[0];

        Assert.Equal((NoticeStage.Sent, false), (line.Stage, line.IsPending));
    }

    [Fact]
    public async Task A_notice_that_was_taken_back_is_not_the_last_one()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, bench.Crew1, n => n.AcknowledgedAt = Later);
        await SentAsync(bench, bench.Crew1, n => n.SupersededBy = 3);
        await SentAsync(bench, bench.Crew1, n => n.SupersededBy = 2);
        await using var db = bench.Open();

        var line = (await new DeliveryBoard(db).ListAsync(DeliveryBench.BaseId))[0];

        Assert.Equal((1, NoticeStage.Acknowledged), (line.Last!.Sequence, line.Stage));
    }

    [Fact]
    public async Task A_newer_notice_takes_nobody_off_who_is_late_with_an_older_one()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, bench.Crew1, n => (n.AcknowledgeBy, n.AcknowledgedAt) = (DeliveryBench.Monday.AddMinutes(5), Later));
        await SentAsync(bench, bench.Crew1, n => n.AcknowledgeBy = DeliveryBench.Monday.AddMinutes(30));
        await SentAsync(bench, bench.Crew1, n => (n.AcknowledgeBy, n.SupersededBy) = (DeliveryBench.Monday.AddMinutes(10), 5));
        await SentAsync(bench, bench.Crew1, n => n.AcknowledgeBy = DeliveryBench.Monday.AddHours(12));
        await using var db = bench.Open();
        await db.EscalationSteps.Where(s => db.Notices.Any(n => n.Id == s.NoticeId && n.Sequence <= 3))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.DoneAt, Later).SetProperty(s => s.Outcome, "channels:wecom"));
        var board = new DeliveryBoard(db);

        var line = (await board.ListAsync(DeliveryBench.BaseId))[0];
        Assert.Equal((4, DeliveryBench.Monday.AddMinutes(30)), (line.Last!.Sequence, line.AcknowledgeBy));
        Assert.Equal([2L], await db.Notices.Where(n => line.Chased.Select(s => s.NoticeId).Contains(n.Id)).Select(n => n.Sequence).ToListAsync());
        foreach (var crew in new[] { line, (await board.CrewsAsync(DeliveryBench.BaseId))[0] })
        {
            Assert.False(crew.IsOverdue(DeliveryBench.Monday.AddMinutes(30)));
            Assert.True(crew.IsOverdue(DeliveryBench.Monday.AddMinutes(31)));
        }

        // Whoever answers for the newest answers for all.
        await db.Notices.ExecuteUpdateAsync(set => set.SetProperty(n => n.AcknowledgedAt, Later));
        Assert.False((await board.ListAsync(DeliveryBench.BaseId))[0].IsPending);
    }

    [Fact]
    public async Task Resending_goes_over_every_channel_or_over_one_and_not_to_the_phone_page()
    {
        await using var bench = await DeliveryBench.StartAsync();
        var webhook = await EndpointAsync(bench, bench.Crew1, ChannelName.Webhook);
        var mail = await EndpointAsync(bench, bench.Crew1, ChannelName.Mail);
        await EndpointAsync(bench, bench.Crew1, ChannelName.Stream);
        await using var db = bench.Open();
        var resend = new Resend(db, TimeProvider.System);
        Assert.Equal("refusal.nothing-sent", Assert.IsType<WrongState>((await resend.RunAsync(DeliveryBench.BaseId, bench.Crew1, null, null)).Refusal).StateKey);
        await SentAsync(bench, bench.Crew1);
        // As for channels that were added after the publication.
        await db.Deliveries.ExecuteDeleteAsync();

        Assert.Equal(1, (await resend.RunAsync(DeliveryBench.BaseId, bench.Crew1, mail, null)).Value);
        Assert.Equal([mail], await db.Deliveries.Select(d => d.EndpointId).ToListAsync());
        await db.Deliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.SentAt, Later).SetProperty(d => d.Attempts, 3));
        var reminder = Delivered.Of(await db.Notices.AsNoTracking().SingleAsync(), mail, Later, isReminder: true);
        reminder.SentAt = Later;
        db.Add(reminder);
        await db.SaveChangesAsync();

        Assert.Equal(2, (await resend.RunAsync(DeliveryBench.BaseId, bench.Crew1, null, null)).Value);
        // The chase's own message is not repeated with it.
        Assert.Equal(Later, (await db.Deliveries.AsNoTracking().SingleAsync(d => d.IsReminder)).SentAt);
        var open = await db.Deliveries.AsNoTracking().Where(d => !d.IsReminder).ToListAsync();
        Assert.Equal(new[] { mail, webhook }.Order(), open.Select(d => d.EndpointId).Order());
        Assert.All(open, d => Assert.Equal((null, 0, 1L), (d.SentAt, d.Attempts, d.Sequence)));
        Assert.IsType<NotFound>((await resend.RunAsync("elsewhere", bench.Crew1, null, null)).Refusal);
    }

    [Fact]
    public async Task A_dead_letter_is_listed_without_its_secret_and_tried_from_the_beginning()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, bench.Crew1);
        var delivery = await DeadAsync(bench, bench.Crew1);
        await using var db = bench.Open();
        var letters = new DeadLetters(db);
        var replay = new ReplayDelivery(db, TimeProvider.System);

        var letter = Assert.Single(await letters.ListAsync(DeliveryBench.BaseId));
        Assert.Equal(("qyapi.example.org", "no answer", 10), (letter.Address, letter.Error, letter.Attempts));
        Assert.IsType<NotFound>((await replay.RunAsync(Guid.NewGuid(), delivery, null)).Refusal);

        Assert.False((await replay.RunAsync(letter.EndpointId, delivery, null)).IsRefused);
        var again = await db.Deliveries.AsNoTracking().SingleAsync();
        Assert.Equal((null, 0), (again.DeadAt, again.Attempts));
        Assert.Empty(await letters.ListAsync(DeliveryBench.BaseId));

        db.ChangeTracker.Clear();
        await db.Deliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.DeadAt, Later));
        await db.Endpoints.ExecuteUpdateAsync(set => set.SetProperty(e => e.DisabledAt, Later));
        Assert.Equal("refusal.endpoint-disabled", Assert.IsType<WrongState>((await replay.RunAsync(letter.EndpointId, delivery, null)).Refusal).StateKey);
    }

    [Fact]
    public async Task The_ledger_holds_every_change_and_no_cell_is_a_formula()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await SentAsync(bench, bench.Crew1, n => n.AcknowledgedBy = "=HYPERLINK(\"http://x\"), Wang");
        await SentAsync(bench, bench.Crew2);
        await using var db = bench.Open();
        var ledger = new Ledger(db);

        Assert.Equal(2, (await ledger.ReadAsync(DeliveryBench.BaseId, null, null, DeliveryBench.Monday, Later)).Count);
        Assert.Empty(await ledger.ReadAsync(DeliveryBench.BaseId, null, "b-2", DeliveryBench.Monday, Later));
        Assert.Empty(await ledger.ReadAsync("elsewhere", null, null, DeliveryBench.Monday, Later));
        var lines = Ledger.Csv(await ledger.ReadAsync(DeliveryBench.BaseId, bench.Crew1, "b-1", DeliveryBench.Monday, Later)).Split("\r\n");

        Assert.Equal(3, lines.Length);
        Assert.StartsWith("crew-1,1,1,1,b-1,Scene,new,,,Court,2026-03-16T00:00:00Z,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\"), Wang\",", lines[1], StringComparison.Ordinal);
    }

    private static async Task SentAsync(DeliveryBench bench, Guid crew, Action<Notice>? change = null)
    {
        var sequence = await bench.PublishAsync(crew);
        await using var db = bench.Open();
        var notice = await db.Notices.SingleAsync(n => n.RecipientId == crew && n.Sequence == sequence);
        notice.SentAt = DeliveryBench.Monday;
        change?.Invoke(notice);
        await db.SaveChangesAsync();
    }

    private static async Task<Guid> EndpointAsync(DeliveryBench bench, Guid crew, string channel)
    {
        await using var db = bench.Open();
        var endpoint = new Endpoint
        {
            Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, RecipientId = crew, Channel = channel, Address = "https://qyapi.example.org/send?key=secret", CreatedAt = DeliveryBench.Monday,
        };
        db.Add(endpoint);
        await db.SaveChangesAsync();
        return endpoint.Id;
    }

    private static async Task<Guid> DeadAsync(DeliveryBench bench, Guid crew)
    {
        var endpoint = await EndpointAsync(bench, crew, ChannelName.WeCom);
        await using var db = bench.Open();
        var notice = await db.Notices.SingleAsync(n => n.RecipientId == crew);
        var dead = new Delivered
        {
            Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, NoticeId = notice.Id, EndpointId = endpoint, Sequence = 1, Attempts = 10, DeadAt = Later, Error = "no answer",
        };
        db.Add(dead);
        await db.SaveChangesAsync();
        return dead.Id;
    }
}
