using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Delivery.Webhooks;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class WebhookTests
{
    [SkippableFact]
    public async Task Somebody_elses_verifier_accepts_the_signature_under_the_old_and_the_new_secret()
    {
        Installed.NeedsNode();
        await using var receiver = await HttpReceiver.StartAsync();
        // The verifier refuses what is older than five minutes on its own clock.
        await using var bench = await ChannelBench.StartAsync(now: TimeProvider.System.GetUtcNow());
        var first = await bench.AddAsync(ChannelName.Webhook, receiver.Address + "calls");
        var second = (await bench.RunAsync<ChangeEndpoint, Answer<NewEndpoint>>(c => c.RotateAsync(first.Endpoint.Id, null, null))).Value;
        await bench.TellAsync();
        await bench.RoundAsync<WebhookChannel>();

        var sent = Assert.Single(receiver.Received);
        Assert.True(await VerifiesAsync(sent, first.Secret!));
        Assert.True(await VerifiesAsync(sent, second.Secret!));
        Assert.False(await VerifiesAsync(sent, WebhookSignature.NewSecret()));
        Assert.False(await VerifiesAsync(sent with { Body = sent.Body.Replace("crew-1", "crew-2", StringComparison.Ordinal) }, second.Secret!));
    }

    [Fact]
    public async Task A_notice_is_one_post_with_the_envelope_and_counts_as_delivered_when_it_is_answered_with_200()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.Webhook, receiver.Address + "calls");
        await bench.TellAsync(2);
        await bench.RoundAsync<WebhookChannel>();
        await bench.RoundAsync<WebhookChannel>();

        var bodies = receiver.Received.Select(r => JsonDocument.Parse(r.Body).RootElement).ToList();
        Assert.Equal([1, 2], bodies.Select(b => b.GetProperty("data").GetProperty("sequence").GetInt32()));
        Assert.All(bodies, b => Assert.Equal("schedule.changed", b.GetProperty("type").GetString()));
        Assert.All(await bench.Bench.NoticesAsync(bench.Bench.Crew1), n => Assert.NotNull(n.DeliveredAt));
        Assert.Equal(0, await bench.RoundAsync<WebhookChannel>());
    }

    [Fact]
    public async Task A_receiver_that_is_down_gets_ten_tries_over_some_75_hours_under_one_id_and_then_there_is_a_dead_letter()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (_, http) => Status(http, 500);
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.Webhook, receiver.Address + "calls");
        await bench.TellAsync(2);
        var begin = bench.Time.GetUtcNow();
        var last = begin;
        for (var i = 0; i < 10_000 && (await bench.DeliveriesAsync())[0].DeadAt is null; i++)
        {
            if (await bench.RoundAsync<WebhookChannel>() == 1)
            {
                last = bench.Time.GetUtcNow();
            }

            bench.Time.Advance((await bench.DeliveriesAsync())[0].NextAttemptAt is { } next && next > bench.Time.GetUtcNow() ? next - bench.Time.GetUtcNow() : TimeSpan.Zero);
        }

        Assert.Equal(10, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(r => r.Headers["webhook-id"]).Distinct());
        Assert.InRange((last - begin).TotalHours, 74.5, 76.5);
        Assert.Contains("500", (await bench.DeliveriesAsync())[0].Error, StringComparison.Ordinal);

        // What comes after it still goes out, and the dead letter can be sent again.
        receiver.Answer = (_, http) => Status(http, 204);
        await bench.RoundAsync<WebhookChannel>();
        await bench.RunAsync<ReplayDelivery, Answer<Guid>>(async r => await r.RunAsync((await bench.DeliveriesAsync())[0].EndpointId, (await bench.DeliveriesAsync())[0].Id, null));
        await bench.RoundAsync<WebhookChannel>();
        Assert.All(await bench.DeliveriesAsync(), d => Assert.NotNull(d.SentAt));
        Assert.Equal([2, 1], receiver.Received.Skip(10).Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("data").GetProperty("sequence").GetInt32()));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_for_good_ends_its_endpoint()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (_, http) => Status(http, 410);
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.Webhook, receiver.Address + "calls");
        await bench.TellAsync(3);
        await bench.RoundAsync<WebhookChannel>();
        bench.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await bench.RoundAsync<WebhookChannel>());
        Assert.Single(receiver.Received);
        Assert.All(await bench.DeliveriesAsync(), d => Assert.NotNull(d.DeadAt));
        await using var db = bench.Bench.Open();
        Assert.NotNull((await db.Endpoints.SingleAsync()).DisabledAt);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_wish_to_wait_is_respected()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (received, http) =>
        {
            http.Response.Headers.Location = "/elsewhere";
            return Status(http, received.Path == "/calls" ? 307 : 200);
        };
        await using var bench = await ChannelBench.StartAsync();
        await bench.AddAsync(ChannelName.Webhook, receiver.Address + "calls");
        await bench.TellAsync();
        await bench.RoundAsync<WebhookChannel>();
        Assert.Equal("/calls", Assert.Single(receiver.Received).Path);
        Assert.Contains("307", (await bench.DeliveriesAsync())[0].Error, StringComparison.Ordinal);

        receiver.Answer = (_, http) =>
        {
            http.Response.Headers.RetryAfter = "3600";
            return Status(http, 503);
        };
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        await bench.RoundAsync<WebhookChannel>();
        Assert.Equal(bench.Time.GetUtcNow().AddHours(1), (await bench.DeliveriesAsync())[0].NextAttemptAt);
    }

    private static async Task<bool> VerifiesAsync(Received sent, string secret) => await OtherPrograms.RunAsync(
        Installed.Node!, ["verify-webhook.mjs"], JsonSerializer.Serialize(new { secret, headers = sent.Headers, body = sent.Body })) is { ExitCode: 0 };

    private static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
