using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Escalation;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Delivery.Robots;
using StudioScheduler.Server.Delivery.Webhooks;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class RobotTests
{
    private const string Secret = "SEC000111222";

    [Fact]
    public async Task DingTalk_gets_the_signature_of_its_secret_in_the_address()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.DingTalk, receiver.Address + "robot/send?access_token=abc", secret: Secret);
        await bench.TellAsync();
        await bench.RoundAsync<DingTalkChannel>();

        // Computed with Python's hmac as DingTalk's documentation has it.
        Assert.Equal("/robot/send?access_token=abc&timestamp=1773619200000&sign=TZGGhrPZuL7jNZu8vTQfUycEa%2Fa4NUQRYwD%2F6TdZjMc%3D", Assert.Single(receiver.Received).Path);
    }

    [Fact]
    public async Task Feishu_gets_the_signature_of_its_secret_in_the_body()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.Feishu, receiver.Address + "open-apis/bot/v2/hook/abc", secret: Secret);
        await bench.TellAsync();
        await bench.RoundAsync<FeishuChannel>();

        var body = JsonDocument.Parse(Assert.Single(receiver.Received).Body).RootElement;
        Assert.Equal("1773619200", body.GetProperty("timestamp").GetString());
        Assert.Equal("D+FIMlmZ41q3h1gDgk53sOOxw/eWVdsBJx4u2FRhBSo=", body.GetProperty("sign").GetString());
    }

    [Theory]
    [InlineData("zh", "【新增】Scene", "确认收到：https://plan.example.com/a/")]
    [InlineData("en", "NEW Scene", "Acknowledge: https://plan.example.com/a/")]
    public async Task Each_robot_speaks_the_endpoints_language_and_carries_a_link_that_acknowledges(string language, string says, string link)
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await ChannelBench.StartAsync();
        foreach (var channel in new[] { ChannelName.WeCom, ChannelName.DingTalk, ChannelName.Feishu })
        {
            await bench.AddAsync(channel, receiver.Address + channel, language);
        }

        await bench.TellAsync();
        await bench.RoundAsync<WeComChannel>();
        await bench.RoundAsync<DingTalkChannel>();
        await bench.RoundAsync<FeishuChannel>();

        Assert.Equal(["/wecom", "/dingtalk", "/feishu"], receiver.Received.Select(r => r.Path));
        Assert.All(receiver.Received, r => Assert.Contains(says, r.Body, StringComparison.Ordinal));
        Assert.All(receiver.Received, r => Assert.Contains(link, r.Body, StringComparison.Ordinal));
        // A robot gives no receipt.
        Assert.All(await bench.Bench.NoticesAsync(bench.Bench.Crew1), n => Assert.Null(n.DeliveredAt));
        Assert.All(await bench.DeliveriesAsync(), d => Assert.NotNull(d.SentAt));
    }

    [Fact]
    public async Task What_waits_goes_out_in_few_messages_none_sooner_than_the_platform_allows()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.WeCom, receiver.Address + "robot");
        await bench.TellAsync(45);
        var begin = bench.Time.GetUtcNow();
        var moments = new List<TimeSpan>();
        while ((await bench.DeliveriesAsync()).Any(d => d.SentAt is null) && moments.Count < 100)
        {
            if (await bench.RoundAsync<WeComChannel>() > 0)
            {
                moments.Add(bench.Time.GetUtcNow() - begin);
            }

            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, receiver.Received.Count);
        Assert.All(moments.Zip(moments.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task A_refusal_in_the_answers_body_is_a_failure_and_is_tried_again()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (_, http) => http.Response.WriteAsJsonAsync(new { errcode = 310000, errmsg = "sign not match" });
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.DingTalk, receiver.Address + "robot");
        await bench.TellAsync();
        await bench.RoundAsync<DingTalkChannel>();

        var delivery = Assert.Single(await bench.DeliveriesAsync());
        Assert.Contains("310000: sign not match", delivery.Error, StringComparison.Ordinal);
        receiver.Answer = (_, http) => http.Response.WriteAsJsonAsync(new { errcode = 0 });
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        await bench.RoundAsync<DingTalkChannel>();
        Assert.NotNull(Assert.Single(await bench.DeliveriesAsync()).SentAt);
    }

    [Fact]
    public async Task A_new_notice_has_all_its_own_tries_when_an_old_one_is_given_up()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = RefuseAsync;
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.WeCom, receiver.Address + "robot");
        await bench.TellAsync();
        foreach (var pause in RetryPauses.Robots)
        {
            Assert.Equal(1, await bench.RoundAsync<WeComChannel>());
            bench.Time.Advance(pause + TimeSpan.FromSeconds(1));
        }

        await bench.TellAsync();
        await bench.RoundAsync<WeComChannel>();
        var (old, young) = ((await bench.DeliveriesAsync())[0], (await bench.DeliveriesAsync())[1]);
        Assert.Equal((7, bench.Time.GetUtcNow()), (old.Attempts, old.DeadAt));
        Assert.Equal((1, bench.Time.GetUtcNow() + RetryPauses.Robots[0], null), (young.Attempts, young.NextAttemptAt, young.DeadAt));

        receiver.Answer = TakeAsync;
        bench.Time.Advance(RetryPauses.Robots[0] + TimeSpan.FromSeconds(1));
        await bench.RoundAsync<WeComChannel>();
        Assert.Equal([false, true], (await bench.DeliveriesAsync()).Select(d => d.SentAt is not null));
    }

    [Fact]
    public async Task What_waits_says_by_when_the_first_of_it_must_be_acknowledged()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.WeCom, receiver.Address + "robot", "en");
        await bench.TellAsync(4);
        await using (var db = bench.Bench.Open())
        {
            var notices = await db.Notices.OrderBy(n => n.Sequence).ToListAsync();
            (notices[0].AcknowledgeBy, notices[0].AcknowledgedAt) = (DeliveryBench.Monday.AddMinutes(5), DeliveryBench.Monday);
            (notices[1].AcknowledgeBy, notices[1].SupersededBy) = (DeliveryBench.Monday.AddMinutes(10), 3);
            notices[2].AcknowledgeBy = DeliveryBench.Monday.AddMinutes(15);
            notices[3].AcknowledgeBy = DeliveryBench.Monday.AddHours(12);
            await db.SaveChangesAsync();
        }

        await bench.RoundAsync<WeComChannel>();
        Assert.Contains("Mon 03-16 08:15", Assert.Single(receiver.Received).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_that_waits_goes_with_its_notice_and_says_nothing_twice()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await RemindedAsync(receiver);
        await bench.RoundAsync<WeComChannel>();

        var said = Assert.Single(receiver.Received).Body;
        Assert.Contains("REMINDER", said, StringComparison.Ordinal);
        Assert.Equal(2, said.Split("NEW Scene").Length);
        Assert.Contains(": 1 changed calls", said, StringComparison.Ordinal);
        Assert.All(await bench.DeliveriesAsync(), d => Assert.NotNull(d.SentAt));
    }

    [Fact]
    public async Task A_reminder_that_waits_is_not_sent_once_somebody_has_acknowledged()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await RemindedAsync(receiver);
        await bench.RunAsync<AcknowledgeNotice, Answer<long>>(a => a.RunAsync(bench.Bench.Crew1, new(1, 1, "phone"), "Wang"));
        await bench.RoundAsync<WeComChannel>();

        Assert.DoesNotContain("REMINDER", Assert.Single(receiver.Received).Body, StringComparison.Ordinal);
        Assert.False(Assert.Single(await bench.DeliveriesAsync()).IsReminder);
        bench.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await bench.RoundAsync<WeComChannel>());
    }

    [Fact]
    public async Task A_superseded_notice_is_passed_over_without_a_word()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.WeCom, receiver.Address + "robot");
        await bench.TellAsync();
        await using (var db = bench.Bench.Open())
        {
            await db.Notices.ExecuteUpdateAsync(set => set.SetProperty(n => n.SupersededBy, 2));
        }

        await bench.RoundAsync<WeComChannel>();
        Assert.Empty(receiver.Received);
        Assert.NotNull(Assert.Single(await bench.DeliveriesAsync()).SentAt);
    }

    [Fact]
    public void A_message_that_is_too_long_keeps_its_title_and_its_link()
    {
        var lines = Enumerable.Range(0, 400).Select(i => $"第 {i} 场改期").Append("确认收到：https://plan.example.com/a/x").ToList();
        using var http = new GuardedHttp(new());
        var channel = new WeComChannel(http, null!, null!, TimeProvider.System);
        var (_, body) = channel.Compose(new("https://a.example.com"), "标题", lines, null, DeliveryBench.Monday);
        var text = JsonSerializer.SerializeToElement(body).GetProperty("markdown").GetProperty("content").GetString()!;

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(text), 3500, 4096);
        Assert.StartsWith("**标题**", text, StringComparison.Ordinal);
        Assert.EndsWith("/a/x", text, StringComparison.Ordinal);
    }

    private static Task RefuseAsync(Received request, HttpContext http) => http.Response.WriteAsJsonAsync(new { errcode = 93000, errmsg = "invalid webhook url" });

    private static Task TakeAsync(Received request, HttpContext http) => http.Response.WriteAsJsonAsync(new { errcode = 0 });

    /// <summary>A robot that has refused a notice once; both the notice and its reminder are due, and it takes everything by now.</summary>
    private static async Task<ChannelBench> RemindedAsync(HttpReceiver receiver)
    {
        receiver.Answer = RefuseAsync;
        var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.WeCom, receiver.Address + "robot", "en");
        await bench.TellAsync();
        await bench.RoundAsync<WeComChannel>();
        await using (var db = bench.Bench.Open())
        {
            await db.EscalationSteps.ExecuteUpdateAsync(set => set.SetProperty(s => s.DueAt, bench.Time.GetUtcNow()));
        }

        Assert.Equal(1, await bench.RunAsync<EscalateOverdue, int>(e => e.RunAsync()));
        receiver.Received.Clear();
        receiver.Answer = TakeAsync;
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        return bench;
    }
}
