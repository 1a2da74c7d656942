using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Board;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Delivery.Escalation;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

/// <summary>Channels, leases and escalation where two servers share a PostgreSQL.</summary>
[Collection("PostgreSQL")]
public sealed class PostgresDeliveryTests(PostgresCluster cluster)
{
    [SkippableFact]
    public async Task Two_servers_send_each_webhooks_notices_once_and_in_order()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var receiver = await HttpReceiver.StartAsync();
        await using var first = await LiveServer.StartAsync("--database", database);
        await using var second = await LiveServer.StartAsync("--database", database);
        string[] crews = ["crew-001", "crew-002", "crew-003", "crew-004"];
        foreach (var crew in crews)
        {
            await AddHookAsync(first, crew, receiver.Address);
        }

        for (var i = 0; i < 5; i++)
        {
            foreach (var crew in crews)
            {
                await (i % 2 == 0 ? first : second).TellAsync(crew, 2);
            }
        }

        await Until.TrueAsync("everything has arrived", 90, () => receiver.Received.Count >= 40);
        await Until.TrueAsync("everything is marked", 90, () => first.RunAsync<StudioDbContext, bool>(async db =>
            !await db.Deliveries.AnyAsync(d => d.SentAt == null && db.Endpoints.Any(e => e.Id == d.EndpointId && e.Channel == ChannelName.Webhook))));
        var arrived = receiver.Received.Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("data"))
            .GroupBy(d => d.GetProperty("recipient").GetString(), d => d.GetProperty("sequence").GetInt64()).ToDictionary(g => g.Key!, g => g.ToList());
        Assert.Equal(crews, arrived.Keys.Order(StringComparer.Ordinal));
        var board = await second.RunAsync<DeliveryBoard, IReadOnlyList<BoardLine>>(b => b.ListAsync(SampleBase.Id));
        Assert.Equal(crews.Select(c => (c, 10L, 1)), board.Where(l => l.Last is not null).Select(l => (l.Subject, l.Last!.Sequence, l.Endpoints.Count(e => e.SentAt is not null))));
        Assert.Equal(
            board.Where(l => l.Kind == RecipientKind.Crew).Select(l => (l.Subject, l.Last?.Sequence)),
            (await second.RunAsync<DeliveryBoard, IReadOnlyList<BoardLine>>(b => b.CrewsAsync(SampleBase.Id))).Select(l => (l.Subject, l.Last?.Sequence)));
        // Leases are longer than this test: nothing is sent twice.
        Assert.All(arrived.Values, numbers => Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), numbers));
    }

    [SkippableFact]
    public async Task Sweeps_and_acknowledgements_at_once_neither_block_each_other_nor_do_a_step_twice()
    {
        await using var server = await LiveServer.StartAsync("--database", await cluster.CreateDatabaseAsync());
        var crews = Enumerable.Range(1, 8).Select(i => $"crew-{i:000}").ToList();
        foreach (var crew in crews)
        {
            await server.TellAsync(crew, 3);
        }

        await Until.TrueAsync("everything has left", 60, () => server.RunAsync<StudioDbContext, bool>(async db => !await db.Outbox.AnyAsync(o => o.SentAt == null)));
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await server.RunAsync<StudioDbContext, int>(async db =>
        {
            db.EscalationSteps.AddRange((await db.Notices.AsNoTracking().ToListAsync()).SelectMany(n => new[] { 1, 2, 3 }.Select(step => new EscalationStep
            {
                Id = Guid.CreateVersion7(), BaseId = n.BaseId, NoticeId = n.Id, Step = step, DueAt = past,
            })));
            return await db.SaveChangesAsync();
        });

        var sweeps = Enumerable.Range(0, 4).Select(_ => server.RunAsync<EscalateOverdue, int>(e => e.RunAsync()));
        var answers = crews.Take(4).Select(async crew =>
        {
            var recipient = await server.RecipientAsync(crew);
            return await server.RunAsync<AcknowledgeNotice, Answer<long>>(a => a.RunAsync(recipient.Id, new(1, 3, "test"), "Wang"));
        });
        var (acknowledged, done) = (await Task.WhenAll(answers), await Task.WhenAll(sweeps));

        Assert.All(acknowledged, a => Assert.Equal(3, a.Value));
        var steps = await server.RunAsync<StudioDbContext, List<EscalationStep>>(db => db.EscalationSteps.AsNoTracking().ToListAsync());
        Assert.All(steps, s => Assert.NotNull(s.Outcome));
        var told = await server.RunAsync<StudioDbContext, int>(db => db.Notices.CountAsync(n => db.Recipients.Any(r => r.Id == n.RecipientId && r.Kind == RecipientKind.Producer)));
        Assert.Equal(steps.Count(s => s.Outcome!.StartsWith("producer:", StringComparison.Ordinal)), told);
        Assert.InRange(told, 12, 24);
        // A step is closed by one sweep or by the acknowledgement, never by two.
        Assert.InRange(done.Sum(), steps.Count(s => s.Outcome != "acknowledged"), steps.Count);
    }

    private static Task<NewEndpoint> AddHookAsync(LiveServer server, string crew, Uri address) => server.RunAsync<AddEndpoint, NewEndpoint>(async add =>
        (await add.RunAsync((await server.RecipientAsync(crew)).Id, new(ChannelName.Webhook, address.ToString()), null)).Value);
}
