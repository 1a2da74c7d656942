using Microsoft.EntityFrameworkCore;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Outcomes;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class AcknowledgeTests
{
    [Fact]
    public async Task Number_n_covers_every_number_up_to_n_and_never_a_later_one()
    {
        await using var bench = await SentAsync(3);
        await using var db = bench.Open();
        var answer = await new AcknowledgeNotice(db, TimeProvider.System).RunAsync(bench.Crew1, new(1, 2, "phone"), "Wang");

        Assert.Equal(2, answer.Value);
        var notices = await bench.NoticesAsync(bench.Crew1);
        Assert.Equal([true, true, false], notices.Select(n => n.AcknowledgedAt is not null));
        Assert.Equal(("Wang", "phone"), (notices[0].AcknowledgedBy, notices[0].AcknowledgedWhere));
        Assert.Equal([true, true, false], await db.EscalationSteps.OrderBy(e => db.Notices.First(n => n.Id == e.NoticeId).Sequence).Select(e => e.DoneAt != null).ToListAsync());
    }

    [Fact]
    public async Task A_repeat_changes_nothing()
    {
        await using var bench = await SentAsync(2);
        await using var db = bench.Open();
        var acknowledge = new AcknowledgeNotice(db, TimeProvider.System);
        await acknowledge.RunAsync(bench.Crew1, new(1, 2, "phone"), "Wang");
        var before = await bench.NoticesAsync(bench.Crew1);

        Assert.Equal(2, (await acknowledge.RunAsync(bench.Crew1, new(1, 1, "robot"), "Li")).Value);
        Assert.Equal(before.Select(n => (n.AcknowledgedAt, n.AcknowledgedBy)), (await bench.NoticesAsync(bench.Crew1)).Select(n => (n.AcknowledgedAt, n.AcknowledgedBy)));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 3)]
    [InlineData(1, 0)]
    public async Task Another_epoch_and_a_number_that_was_never_sent_are_refused(int epoch, long sequence)
    {
        await using var bench = await SentAsync(2);
        await using var db = bench.Open();
        var answer = await new AcknowledgeNotice(db, TimeProvider.System).RunAsync(bench.Crew1, new Acknowledgement(epoch, sequence, "phone"), "Wang");
        Assert.True(answer.Refusal is WrongState or NotFound);
        Assert.All(await bench.NoticesAsync(bench.Crew1), n => Assert.Null(n.AcknowledgedAt));
    }

    [Fact]
    public async Task Delivered_is_not_seen_and_seen_is_not_acknowledged()
    {
        await using var bench = await SentAsync(2);
        await using var db = bench.Open();
        var record = new RecordReceipt(db, TimeProvider.System);
        Assert.Equal(1, await record.RunAsync(bench.Crew1, 1, 1, ReceiptKind.Delivered));
        var notice = (await bench.NoticesAsync(bench.Crew1))[0];
        Assert.NotNull(notice.DeliveredAt);
        Assert.Null(notice.SeenAt);

        Assert.Equal(2, await record.RunAsync(bench.Crew1, 1, 2, ReceiptKind.Seen));
        Assert.Equal(0, await record.RunAsync(bench.Crew1, 1, 2, ReceiptKind.Seen));
        Assert.All(await bench.NoticesAsync(bench.Crew1), n =>
        {
            Assert.True(n.SentAt <= n.DeliveredAt && n.DeliveredAt <= n.SeenAt);
            Assert.Null(n.AcknowledgedAt);
        });
    }

    private static async Task<DeliveryBench> SentAsync(int notices)
    {
        var bench = await DeliveryBench.StartAsync();
        for (var i = 0; i < notices; i++)
        {
            await bench.PublishAsync(bench.Crew1);
        }

        await bench.ServeAsync();
        await bench.UntilSentAsync(bench.Crew1, notices);
        return bench;
    }
}
