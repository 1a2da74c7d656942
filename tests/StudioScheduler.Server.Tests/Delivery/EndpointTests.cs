using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class EndpointTests
{
    private readonly FakeTimeProvider time = new(DeliveryBench.Monday);
    private readonly SecretBox box = new(new EphemeralDataProtectionProvider());

    [Fact]
    public async Task A_new_endpoint_begins_with_the_next_notice_and_its_secret_is_stored_only_protected()
    {
        await using var bench = await DeliveryBench.StartAsync();
        await bench.PublishAsync(bench.Crew1);
        var made = (await AddAsync(bench, new(ChannelName.Webhook, "https://crew.example.com/calls"))).Value;

        Assert.StartsWith("whsec_", made.Secret, StringComparison.Ordinal);
        await using var db = bench.Open();
        var stored = await db.Endpoints.SingleAsync(e => e.Id == made.Endpoint.Id);
        Assert.Equal((1, 1L), (stored.Epoch, stored.Cursor));
        Assert.DoesNotContain(made.Secret!, stored.Secrets, StringComparison.Ordinal);
        Assert.Equal(made.Secret, box.Open(stored)!.Current);
        Assert.Equal(nameof(AddEndpoint), (await db.Audit.SingleAsync()).Action);
    }

    [Theory]
    [InlineData("pigeon", "https://a.example.com", null, "$.channel")]
    [InlineData("stream", null, null, "$.channel")]
    [InlineData("webhook", null, null, "$.address")]
    [InlineData("webhook", "ftp://a.example.com", null, "$.address")]
    [InlineData("wecom", "https://user:pass@a.example.com", null, "$.address")]
    [InlineData("mail", "not an address", null, "$.address")]
    [InlineData("webhook", "https://a.example.com", "fr", "$.language")]
    public async Task What_cannot_be_reached_is_refused(string channel, string? address, string? language, string path)
    {
        await using var bench = await DeliveryBench.StartAsync();
        var refused = Assert.IsType<Invalid>((await AddAsync(bench, new(channel, address, language))).Refusal);
        Assert.Equal(path, Assert.Single(refused.Faults).Path);
    }

    [Fact]
    public async Task Without_a_broker_no_queue_and_without_a_mail_server_no_mail()
    {
        await using var bench = await DeliveryBench.StartAsync();
        Assert.Equal("refusal.no-broker", (await AddAsync(bench, new(ChannelName.Amqp))).Refusal!.Key);
        Assert.Equal("refusal.no-mail", (await AddAsync(bench, new(ChannelName.Mail, "crew@example.com"))).Refusal!.Key);
    }

    [Fact]
    public async Task A_rotated_webhook_signs_with_both_secrets_for_a_day_and_then_with_the_new_one()
    {
        await using var bench = await DeliveryBench.StartAsync();
        var first = (await AddAsync(bench, new(ChannelName.Webhook, "https://crew.example.com"))).Value;
        await using var db = bench.Open();
        var second = (await Change(bench, db).RotateAsync(first.Endpoint.Id, null, null)).Value;

        var secrets = box.Open(await db.Endpoints.AsNoTracking().SingleAsync(e => e.Id == first.Endpoint.Id))!;
        Assert.Equal([second.Secret!, first.Secret!], secrets.At(time.GetUtcNow()));
        time.Advance(TimeSpan.FromHours(24));
        Assert.Equal([second.Secret!], secrets.At(time.GetUtcNow()));
    }

    [Fact]
    public async Task A_disabled_endpoint_keeps_nothing_waiting_and_a_server_that_was_sending_writes_nothing_more()
    {
        await using var bench = await DeliveryBench.StartAsync();
        var made = (await AddAsync(bench, new(ChannelName.Webhook, "https://crew.example.com"))).Value;
        await using var db = bench.Open();
        await bench.PublishAsync(bench.Crew1);
        var before = await db.Endpoints.AsNoTracking().SingleAsync(e => e.Id == made.Endpoint.Id);
        await Change(bench, db).DisableAsync(made.Endpoint.Id, null);

        var after = await db.Endpoints.AsNoTracking().SingleAsync(e => e.Id == made.Endpoint.Id);
        Assert.Equal((time.GetUtcNow(), (string?)null), (after.DisabledAt, after.Secrets));
        Assert.True(after.Fence > before.Fence);
        Assert.NotNull((await db.Deliveries.SingleAsync(d => d.EndpointId == made.Endpoint.Id)).DeadAt);
        Assert.Equal("refusal.endpoint-disabled", (await Change(bench, db).RotateAsync(made.Endpoint.Id, null, null)).Refusal!.Key);
        var view = Assert.Single(await new EndpointList(db).OfAsync(bench.Crew1));
        Assert.Equal((0, 1), (view.Waiting, view.Dead));
    }

    [Fact]
    public async Task A_calendars_address_is_kept_only_as_its_hash_and_a_robots_key_is_not_shown()
    {
        await using var bench = await DeliveryBench.StartAsync();
        var calendar = (await AddAsync(bench, new(ChannelName.Calendar))).Value;
        var robot = (await AddAsync(bench, new(ChannelName.WeCom, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7x99"))).Value;
        await using var db = bench.Open();
        var address = new Uri(calendar.Secret!).Segments[^1].Replace(".ics", "", StringComparison.Ordinal);
        Assert.Equal(Secrets.HashOf(address), (await db.Endpoints.SingleAsync(e => e.Channel == ChannelName.Calendar)).Address);
        Assert.Null(calendar.Endpoint.Address);
        Assert.Equal("…7x99", robot.Endpoint.Address);
    }

    private async Task<Answer<NewEndpoint>> AddAsync(DeliveryBench bench, EndpointInput input)
    {
        await using var db = bench.Open();
        var settings = new DeliverySettings();
        return await new AddEndpoint(db, new(box, settings, time), settings, time).RunAsync(bench.Crew1, input, null);
    }

    private ChangeEndpoint Change(DeliveryBench bench, StudioDbContext db) => new(db, new(box, new(), time), time);
}
