using System.Text;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using StudioScheduler.Client;
using StudioScheduler.Client.Inbox;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Amqp;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Client;

/// <summary>The SDK over a crew's own queue on a real RabbitMQ with its management API.</summary>
[Collection("Server in process")]
public sealed class CrewQueueTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-queue-");
    private RabbitNode? node;
    private LiveServer? server;

    public async Task InitializeAsync()
    {
        if (Installed.RabbitFolder is null)
        {
            return;
        }

        node = await RabbitNode.StartAsync("rabbitmq_management");
        await Until.TrueAsync("the management API answers", 60, ManagementAnswersAsync);
        server = await LiveServer.StartAsync("--rabbit", node.Address().ToString(), "--rabbit-management", node.Management!.ToString());
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        if (node is not null)
        {
            await node.DisposeAsync();
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [SkippableFact]
    public async Task A_crews_account_reads_its_own_queue_and_is_refused_everything_else()
    {
        Installed.NeedsRabbit();
        var (_, own) = await server!.QueueAsync("crew-001");
        var (_, other) = await server.QueueAsync("crew-002");
        await UntilOpenAsync(own);
        await UntilOpenAsync(other);
        var (ownQueue, otherQueue) = (QueueOf(own), QueueOf(other));

        await AllowedAsync(own, c => c.BasicConsumeAsync(ownQueue, autoAck: false, new QuietConsumer(c)));
        await RefusedAsync(own, c => c.BasicConsumeAsync(otherQueue, autoAck: false, new QuietConsumer(c)));
        await RefusedAsync(own, c => c.BasicGetAsync(otherQueue, autoAck: true));
        await RefusedAsync(own, c => c.BasicGetAsync("studio.crew-dead", autoAck: true));
        await RefusedAsync(own, c => c.QueuePurgeAsync(otherQueue));
        await RefusedAsync(own, c => c.QueueDeleteAsync(ownQueue, ifUnused: false, ifEmpty: false));
        await RefusedAsync(own, c => c.QueueDeclareAsync("mine", durable: true, exclusive: false, autoDelete: false));
        await RefusedAsync(own, c => c.QueueBindAsync(ownQueue, "studio.NoticeDue", ""));
        await RefusedAsync(own, c => c.BasicPublishAsync("", otherQueue, mandatory: true, Encoding.UTF8.GetBytes("{}")).AsTask());
        await RefusedAsync(own, c => c.BasicPublishAsync("studio.NoticeDue", "", mandatory: true, Encoding.UTF8.GetBytes("{}")).AsTask());
    }

    [SkippableFact]
    public async Task A_crew_app_reads_its_queue_in_order_survives_the_queues_loss_and_stops_when_its_account_is_revoked()
    {
        Installed.NeedsRabbit();
        var (id, queue) = await server!.QueueAsync("crew-001");
        await UntilOpenAsync(queue);
        await using var app = await CrewApp.OpenAsync(
            server.Address, await server.TokenAsync("crew-001"), new FilePositionStore(Path.Combine(folder.FullName, "calls.json")), queue: queue);
        var applied = new List<long>();
        var line = new List<string?>();
        app.Inbox.Applied += notice => applied.Add(notice.Sequence);
        app.LineChanged += line.Add;
        var running = app.RunAsync(CancellationToken.None);

        await server.TellAsync("crew-001", 30);
        await Until.TrueAsync("30 notices are applied", 60, () => applied.Count == 30, () => string.Join("; ", line));
        await Until.TrueAsync("the queue is empty: everything was confirmed", 60, async () => await MessagesAsync(queue) == 0);

        // Foreign and old messages: neither stops the app, nor is applied.
        await PublishAsync(queue, "not even JSON");
        await PublishAsync(queue, """{"format":"studio-notice/1","recipient":"crew-001","epoch":1,"sequence":3,"version":3,"publishedAt":"2026-03-16T00:00:00Z","reason":"","changes":[]}""");
        await Until.TrueAsync("both are off the queue", 60, async () => await MessagesAsync(queue) == 0);
        await Until.TrueAsync("what cannot be read is a dead letter", 60, async () => await MessagesAsync(new($"{node!.Address()}?queue=studio.crew-dead")) == 1);

        // The database is the truth: a queue that is lost with all that it held costs nothing but time.
        await using (var admin = await new ConnectionFactory { Uri = node!.Address() }.CreateConnectionAsync())
        await using (var channel = await admin.CreateChannelAsync())
        {
            await channel.QueueDeleteAsync(QueueOf(queue), ifUnused: false, ifEmpty: false);
        }

        await server.TellAsync("crew-001", 30);
        await Until.TrueAsync("60 notices are applied", 90, () => applied.Count == 60, () => string.Join("; ", line));
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), applied);

        await server.RunAsync<ChangeEndpoint, Answer<NewEndpoint>>(c => c.DisableAsync(id, null));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Until.TrueAsync("the line is cut", 30, () => line[^1] is not null || running.IsCompleted);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"the line was cut after {clock.Elapsed.TotalSeconds:F1} s");
        await Assert.ThrowsAsync<AuthenticationFailureException>(() => running.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [SkippableFact]
    public async Task A_broker_that_is_killed_and_comes_back_costs_time_and_nothing_else()
    {
        Installed.NeedsRabbit();
        var (_, queue) = await server!.QueueAsync("crew-001");
        await UntilOpenAsync(queue);
        await using var app = await CrewApp.OpenAsync(
            server.Address, await server.TokenAsync("crew-001"), new FilePositionStore(Path.Combine(folder.FullName, "calls.json")), queue: queue);
        var applied = new List<long>();
        app.Inbox.Applied += notice => applied.Add(notice.Sequence);
        using var stop = new CancellationTokenSource();
        var line = new List<string?>();
        app.LineChanged += line.Add;
        var running = app.RunAsync(stop.Token);
        await server.TellAsync("crew-001", 10);
        await Until.TrueAsync("10 notices are applied", 60, () => applied.Count == 10);

        await node!.KillAsync();
        await server.TellAsync("crew-001", 10);
        await node.StartBrokerAsync();
        await Until.TrueAsync("20 notices are applied", 60, () => applied.Count == 20, () => $"{applied.Count} applied; {running.Status} {running.Exception?.Message}; line {string.Join(" | ", line)}; {server.StandAsync().GetAwaiter().GetResult()}");

        // And the queue itself works again, whatever the kill has made of it.
        await Until.TrueAsync("everything is published", 120, () => server.RunAsync<StudioDbContext, bool>(async db =>
            !await db.Deliveries.AnyAsync(d => d.SentAt == null && db.Endpoints.Any(e => e.Id == d.EndpointId && e.Channel == "amqp"))));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), applied);
        await stop.CancelAsync();
        await running;
    }

    [SkippableFact]
    public async Task An_app_that_is_stopped_while_its_line_breaks_ends_without_an_error()
    {
        Installed.NeedsRabbit();
        var (_, queue) = await server!.QueueAsync("crew-001");
        await UntilOpenAsync(queue);
        await using var proxy = new TcpFaultProxy(node!.Port);
        var through = new UriBuilder(queue) { Port = proxy.Port }.Uri;
        await using var app = await CrewApp.OpenAsync(
            server.Address, await server.TokenAsync("crew-001"), new FilePositionStore(Path.Combine(folder.FullName, "calls.json")), queue: through);
        using var stop = new CancellationTokenSource();
        app.Inbox.Applied += _ =>
        {
            proxy.ResetAll();
            SpinWait.SpinUntil(() => proxy.OpenConnections == 0, TimeSpan.FromSeconds(10));
            stop.Cancel();
        };
        var isUp = false;
        app.LineChanged += why => isUp |= why is null;
        var running = app.RunAsync(stop.Token);
        await Until.TrueAsync("the line is up", 60, () => isUp);
        await server.TellAsync("crew-001", 1);
        await running.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [SkippableFact]
    public async Task A_new_password_ends_the_old_account()
    {
        Installed.NeedsRabbit();
        var (id, old) = await server!.QueueAsync("crew-003");
        await UntilOpenAsync(old);
        var rotated = (await server.RunAsync<ChangeEndpoint, Answer<NewEndpoint>>(c => c.RotateAsync(id, null, null))).Value;
        await UntilOpenAsync(new(rotated.Secret!));
        await Until.TrueAsync("the old account is refused", 5, async () => !await OpensAsync(old));
        Assert.Equal(QueueOf(old), QueueOf(new(rotated.Secret!)));
    }

    [SkippableFact]
    public async Task Two_installations_on_one_broker_leave_each_others_accounts_alone()
    {
        Installed.NeedsRabbit();
        var (_, production) = await server!.QueueAsync("crew-004");
        await UntilOpenAsync(production);
        var settings = server.Get<DeliverySettings>() with { RabbitAddress = node!.Address(await node.CreateVirtualHostAsync("staging")).ToString() };
        using var staging = new BrokerAccounts(settings);
        var own = new CrewQueue("studio.crew.staging", "studio-crew-staging", "a-password");

        Assert.Equal(1, await staging.MakeSoAsync([own], CancellationToken.None));
        Assert.True(await OpensAsync(production));
        Assert.Equal(1, await staging.MakeSoAsync([], CancellationToken.None));
        Assert.Equal(0, await staging.MakeSoAsync([], CancellationToken.None));
        Assert.True(await OpensAsync(production));
    }

    private static string QueueOf(Uri address) => System.Web.HttpUtility.ParseQueryString(address.Query)["queue"]!;

    private static Task UntilOpenAsync(Uri address) => Until.TrueAsync("the broker knows the account", 30, () => OpensAsync(address));

    private static async Task<bool> OpensAsync(Uri address)
    {
        try
        {
            await using var connection = await ConnectAsync(address);
            await using var channel = await connection.CreateChannelAsync();
            await channel.QueueDeclarePassiveAsync(QueueOf(address));
            return true;
        }
        catch (Exception refused) when (refused is BrokerUnreachableException or OperationInterruptedException)
        {
            return false;
        }
    }

    private static Task<IConnection> ConnectAsync(Uri address) =>
        new ConnectionFactory { Uri = new(address.GetLeftPart(UriPartial.Path)), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    private static async Task AllowedAsync(Uri account, Func<IChannel, Task> act)
    {
        await using var connection = await ConnectAsync(account);
        await using var channel = await connection.CreateChannelAsync();
        await act(channel);
    }

    private static async Task RefusedAsync(Uri account, Func<IChannel, Task> act)
    {
        await using var connection = await ConnectAsync(account);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => act(channel).WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains("ACCESS_REFUSED", refused.ToString(), StringComparison.Ordinal);
    }

    private async Task<uint> MessagesAsync(Uri address)
    {
        await using var connection = await new ConnectionFactory { Uri = node!.Address() }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        // Counts only what waits; what is out with a reader comes back when it is not confirmed.
        return await channel.MessageCountAsync(QueueOf(address));
    }

    private async Task PublishAsync(Uri address, string body)
    {
        await using var connection = await new ConnectionFactory { Uri = node!.Address() }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.BasicPublishAsync("", QueueOf(address), mandatory: true, Encoding.UTF8.GetBytes(body));
    }

    private async Task<bool> ManagementAnswersAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("guest:guest"u8));
        try
        {
            return (await http.GetAsync(new Uri(node!.Management!, "/api/overview"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private sealed class QuietConsumer(IChannel channel) : AsyncDefaultBasicConsumer(channel);
}
