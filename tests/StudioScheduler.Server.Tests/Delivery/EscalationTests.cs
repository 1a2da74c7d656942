using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Escalation;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Delivery.Robots;
using StudioScheduler.Server.Schedules.Publishing;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class EscalationTests
{
    private static readonly DateTimeOffset Monday = DeliveryBench.Monday;

    [Theory]
    [InlineData(0.5, 15)]
    [InlineData(1, 15)]
    [InlineData(4, 60)]
    [InlineData(24, 360)]
    [InlineData(48, 720)]
    [InlineData(200, 720)]
    public void The_sooner_the_first_call_the_sooner_the_deadline(double hoursAhead, int minutes)
    {
        var call = new CallPlace("s1", "Court", Monday.AddHours(hoursAhead), Monday.AddHours(hoursAhead + 2));
        var later = new CallPlace("s1", "Court", Monday.AddHours(hoursAhead + 30), Monday.AddHours(hoursAhead + 32));
        var by = Deadlines.AcknowledgeBy(Monday, [new("b-2", "", ChangeKind.New, null, later), new("b-1", "", ChangeKind.Cancelled, call, null)]);
        Assert.Equal(TimeSpan.FromMinutes(minutes), by - Monday);
    }

    [Fact]
    public async Task Silence_is_chased_over_another_channel_then_the_production_then_the_board_each_in_its_turn()
    {
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.WeCom, "https://robot.example.com/", "zh");
        await bench.AddAsync(ChannelName.Webhook, "https://hook.example.com/");
        await AddProducersAsync(bench.Bench);
        await NoticeAsync(bench, 1, Monday.AddHours(8));

        Assert.Equal(0, await SweepAsync(bench));
        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await SweepAsync(bench));
        Assert.Equal(["wecom"], await RemindersAsync(bench));
        Assert.Equal(0, await ProducerNoticesAsync(bench));

        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await SweepAsync(bench));
        Assert.Equal(1, await ProducerNoticesAsync(bench));
        Assert.DoesNotContain(await BoardAsync(bench), o => o.IsOnBoard);

        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await SweepAsync(bench));
        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await SweepAsync(bench));
        var chased = Assert.Single(await BoardAsync(bench));
        Assert.True(chased.IsOnBoard);
        Assert.Equal(["channels:wecom", "producer:prod", "board"], chased.Steps.Select(s => s.Outcome));
        Assert.Equal([1.0, 2.0, 3.0], chased.Steps.Select(s => (s.DoneAt!.Value - Monday).TotalHours));
    }

    [Fact]
    public async Task A_backup_gets_nothing_until_silence_and_then_the_message_says_that_it_is_a_reminder()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.WeCom, receiver.Address + "first", "zh");
        await bench.AddAsync(ChannelName.Feishu, receiver.Address + "backup", "zh");
        await using (var db = bench.Bench.Open())
        {
            await db.Endpoints.Where(e => e.Channel == ChannelName.Feishu).ExecuteUpdateAsync(set => set.SetProperty(e => e.IsBackup, true));
        }

        await NoticeAsync(bench, 1, Monday.AddHours(8));
        await bench.RoundAsync<WeComChannel>();
        await bench.RoundAsync<FeishuChannel>();
        Assert.Equal(["/first"], receiver.Received.Select(r => r.Path));

        bench.Time.Advance(TimeSpan.FromHours(1));
        await SweepAsync(bench);
        await bench.RoundAsync<WeComChannel>();
        await bench.RoundAsync<FeishuChannel>();
        Assert.Equal(["/first", "/backup"], receiver.Received.Select(r => r.Path));
        Assert.DoesNotContain("【提醒】", receiver.Received.First().Body, StringComparison.Ordinal);
        Assert.Contains("【提醒】", receiver.Received.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acknowledging_an_older_notice_does_not_stop_the_chase_for_a_newer_one()
    {
        await using var bench = await ChannelBench.StartAsync();
        await AddProducersAsync(bench.Bench);
        await NoticeAsync(bench, 1, Monday.AddHours(8));
        await NoticeAsync(bench, 2, Monday.AddHours(8));
        await bench.RunAsync<AcknowledgeNotice, Outcomes.Answer<long>>(a => a.RunAsync(bench.Bench.Crew1, new(1, 1, "phone"), "Wang"));
        bench.Time.Advance(TimeSpan.FromHours(3));

        Assert.Equal(3, await SweepAsync(bench));
        await using var db = bench.Bench.Open();
        var steps = await db.EscalationSteps.Join(db.Notices, s => s.NoticeId, n => n.Id, (s, n) => new { n.Sequence, s.Step, s.Outcome }).OrderBy(s => s.Sequence).ThenBy(s => s.Step).ToListAsync();
        Assert.Equal(["acknowledged", "acknowledged", "acknowledged", "channels:", "producer:prod", "board"], steps.Select(s => s.Outcome));
        Assert.Equal(2, Assert.Single(await BoardAsync(bench)).Sequence);
    }

    [Fact]
    public async Task An_acknowledgement_in_time_ends_it_and_so_does_one_after_the_board()
    {
        await using var bench = await ChannelBench.StartAsync();
        await NoticeAsync(bench, 1, Monday.AddHours(8));
        bench.Time.Advance(TimeSpan.FromHours(3));
        await SweepAsync(bench);
        Assert.Single(await BoardAsync(bench));
        await bench.RunAsync<AcknowledgeNotice, Outcomes.Answer<long>>(a => a.RunAsync(bench.Bench.Crew1, new(1, 1, "phone"), "Wang"));
        Assert.Empty(await BoardAsync(bench));

        await NoticeAsync(bench, 2, Monday.AddHours(12));
        await bench.RunAsync<AcknowledgeNotice, Outcomes.Answer<long>>(a => a.RunAsync(bench.Bench.Crew1, new(1, 2, "phone"), "Wang"));
        bench.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await SweepAsync(bench));
    }

    [Fact]
    public async Task Two_sweeps_at_once_do_each_step_once_and_a_clock_that_jumps_loses_none()
    {
        await using var bench = await ChannelBench.StartAsync();
        await AddProducersAsync(bench.Bench);
        for (var i = 1; i <= 10; i++)
        {
            await NoticeAsync(bench, i, Monday.AddHours(100));
        }

        bench.Time.Advance(TimeSpan.FromHours(60));
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepAsync(bench)));
        Assert.Equal(30, done.Sum());
        Assert.Equal(10, await ProducerNoticesAsync(bench));
    }

    [Fact]
    public async Task Nobody_is_chased_for_calls_that_are_over_or_were_taken_back()
    {
        await using var bench = await ChannelBench.StartAsync();
        await AddProducersAsync(bench.Bench);
        await NoticeAsync(bench, 1, Monday.AddHours(8));
        await NoticeAsync(bench, 2, Monday.AddHours(100));
        await using (var db = bench.Bench.Open())
        {
            await db.Notices.Where(n => n.Sequence == 2).ExecuteUpdateAsync(set => set.SetProperty(n => n.SupersededBy, 3));
        }

        bench.Time.Advance(TimeSpan.FromHours(90));
        await SweepAsync(bench);
        Assert.Equal(0, await ProducerNoticesAsync(bench));
        Assert.Empty(await BoardAsync(bench));
    }

    [Fact]
    public async Task What_has_not_left_the_house_is_no_reminder_but_people_are_told()
    {
        await using var bench = await ChannelBench.StartAsync();
        await AddProducersAsync(bench.Bench);
        await bench.AddAsync(ChannelName.WeCom, "https://robot.example.com/");
        await NoticeAsync(bench, 1, Monday.AddHours(8), isSent: false);
        bench.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await SweepAsync(bench));
        Assert.Empty(await RemindersAsync(bench));
        Assert.Equal(1, await ProducerNoticesAsync(bench));

        await bench.Bench.LeaveAsync(bench.Time.GetUtcNow());
        await SweepAsync(bench);
        Assert.Equal(["wecom"], await RemindersAsync(bench));
    }

    [Fact]
    public async Task Telling_the_production_of_a_silent_crew_leaves_its_plan_at_the_published_one()
    {
        await using var bench = await ChannelBench.StartAsync();
        await AddProducersAsync(bench.Bench);
        await NoticeAsync(bench, 1, Monday.AddHours(8));
        await using (var db = bench.Bench.Open())
        {
            await db.Bases.ExecuteUpdateAsync(set => set.SetProperty(b => b.PublishedNumber, 7));
        }

        bench.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, await SweepAsync(bench));
        await using var after = bench.Bench.Open();
        Assert.Equal(7, await after.Notices.Where(n => n.RecipientId != bench.Bench.Crew1).Select(n => n.Version).SingleAsync());
    }

    [Fact]
    public async Task Any_number_of_notices_that_wait_for_the_broker_keep_no_other_from_its_turn()
    {
        await using var bench = await ChannelBench.StartAsync();
        await using (var db = bench.Bench.Open())
        {
            for (var i = 1; i <= 501; i++)
            {
                var notice = new Notice
                {
                    Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, RecipientId = bench.Bench.Crew2, Epoch = 1, Sequence = i, Version = i, PublishedAt = Monday,
                    Changes = [new("b-1", "Scene", ChangeKind.New, null, new("s1", "Court", Monday.AddHours(8), Monday.AddHours(10)))],
                };
                db.Add(notice);
                db.Add(new EscalationStep { Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, NoticeId = notice.Id, Step = 1, DueAt = Monday });
            }

            await db.SaveChangesAsync();
        }

        await NoticeAsync(bench, 1, Monday.AddHours(8), isSent: false);
        bench.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await SweepAsync(bench));
    }

    private static Task<int> SweepAsync(ChannelBench bench) => bench.RunAsync<EscalateOverdue, int>(e => e.RunAsync());

    private static Task<IReadOnlyList<OverdueNotice>> BoardAsync(ChannelBench bench) =>
        bench.RunAsync<EscalationBoard, IReadOnlyList<OverdueNotice>>(b => b.ListAsync(DeliveryBench.BaseId));

    private static async Task<List<string>> RemindersAsync(ChannelBench bench)
    {
        await using var db = bench.Bench.Open();
        return await db.Deliveries.Where(d => d.IsReminder).Join(db.Endpoints, d => d.EndpointId, e => e.Id, (d, e) => e.Channel).ToListAsync();
    }

    private static async Task<int> ProducerNoticesAsync(ChannelBench bench)
    {
        await using var db = bench.Bench.Open();
        var notices = await db.Notices.AsNoTracking().Where(n => db.Recipients.Any(r => r.Id == n.RecipientId && r.Kind == RecipientKind.Producer)).OrderBy(n => n.Sequence).ToListAsync();
        Assert.All(notices, n => Assert.Equal(NoticeMessageKind.CrewSilent, Assert.Single(n.Messages).Kind));
        Assert.Equal(Enumerable.Range(1, notices.Count).Select(i => (long)i), notices.Select(n => n.Sequence));
        return notices.Count;
    }

    private static async Task AddProducersAsync(DeliveryBench bench)
    {
        await using var db = bench.Open();
        db.Add(new Recipient { Id = Guid.CreateVersion7(), BaseId = DeliveryBench.BaseId, Kind = RecipientKind.Producer, Subject = "prod" });
        await db.SaveChangesAsync();
    }

    /// <summary>A notice of a call, with the steps that a publication gives it.</summary>
    private static async Task NoticeAsync(ChannelBench bench, long sequence, DateTimeOffset call, bool isSent = true)
    {
        Assert.Equal(sequence, await bench.Bench.PublishAsync(bench.Bench.Crew1));
        var now = bench.Time.GetUtcNow();
        await using var db = bench.Bench.Open();
        var notice = await db.Notices.SingleAsync(n => n.RecipientId == bench.Bench.Crew1 && n.Sequence == sequence);
        await db.EscalationSteps.Where(s => s.NoticeId == notice.Id).ExecuteDeleteAsync();
        notice.Changes[0] = notice.Changes[0] with { After = new("s1", "Court", call, call.AddHours(2)) };
        notice.AcknowledgeBy = Deadlines.AcknowledgeBy(now, notice.Changes);
        db.Entry(notice).Property(n => n.Changes).IsModified = true;
        db.EscalationSteps.AddRange(Deadlines.StepsOf(notice).Select(s => new EscalationStep
        {
            Id = s.Id, BaseId = s.BaseId, NoticeId = s.NoticeId, Step = s.Step, DueAt = now + (s.DueAt - notice.PublishedAt),
        }));
        await db.SaveChangesAsync();
        if (isSent)
        {
            await bench.Bench.LeaveAsync(now);
        }
    }
}
