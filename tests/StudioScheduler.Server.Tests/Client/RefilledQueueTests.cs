using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using StudioScheduler.Client;
using StudioScheduler.Client.Inbox;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Client;

/// <summary>The database is the truth: queues of a real RabbitMQ are deleted with all they hold, and the server's <c>refill</c> fills them again.</summary>
[Collection("Server in process")]
public sealed class RefilledQueueTests : IDisposable
{
    private const string Host = "refilled";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-refill-");

    public void Dispose() => folder.Delete(recursive: true);

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whether_the_crew_queues_are_deleted_or_the_whole_virtual_host_what_no_app_has_stored_comes_again_in_order(bool isHost)
    {
        Installed.NeedsRabbit();
        await using var node = await RabbitNode.StartAsync("rabbitmq_management");
        var database = Path.Combine(folder.FullName, "studio.db");
        await node.CreateVirtualHostAsync(Host);
        await using var server = await LiveServer.StartAsync("--database", database, "--rabbit", node.Address(Host).ToString(), "--rabbit-management", node.Management!.ToString());
        using var management = Management(node);
        var queues = new Dictionary<string, Uri>();
        foreach (var crew in new[] { "crew-001", "crew-002" })
        {
            queues[crew] = (await server.QueueAsync(crew)).Address;
        }

        await Until.TrueAsync("both queues are there", 60, async () => await ThereAsync(management, queues.Values));
        var store = new FilePositionStore(Path.Combine(folder.FullName, "calls.json"));
        await StoreAsync(server, store, queues["crew-001"], count: 5);
        await server.TellAsync("crew-001", 10);
        await server.TellAsync("crew-002", 7);
        await Until.TrueAsync("everything is published", 60, () => IsPublishedAsync(server), () => server.StandAsync().GetAwaiter().GetResult());

        if (isHost)
        {
            // With every queue, exchange, permission and line in it.
            await node.ControlAsync("delete_vhost", Host);
            await node.CreateVirtualHostAsync(Host);
        }
        else
        {
            foreach (var queue in queues.Values)
            {
                (await management.DeleteAsync($"queues/{Host}/{Uri.EscapeDataString(QueueOf(queue))}")).EnsureSuccessStatusCode();
            }

            (await management.DeleteAsync($"queues/{Host}/studio.crew-dead")).EnsureSuccessStatusCode();
        }

        Assert.Contains("2 queues, 17 notices", await RefillAsync(database), StringComparison.Ordinal);
        await Until.TrueAsync("everything is published again", 60, () => IsPublishedAsync(server), () => server.StandAsync().GetAwaiter().GetResult());
        Assert.Equal(Numbers(6, 15), await AppliedAsync(queues["crew-001"], after: 5, count: 10));
        Assert.Equal(Numbers(1, 7), await AppliedAsync(queues["crew-002"], after: 0, count: 7));

        // Also for an app that goes on where it was: once and in order, whatever comes again.
        Assert.Contains("2 queues, 17 notices", await RefillAsync(database), StringComparison.Ordinal);
        Assert.Equal(Numbers(6, 15), await StoreAsync(server, store, queues["crew-001"], count: 0));
        Assert.Contains("2 queues, 7 notices", await RefillAsync(database), StringComparison.Ordinal);
        foreach (var queue in queues.Values)
        {
            await AsPromisedAsync(management, QueueOf(queue));
        }

        await Until.TrueAsync("the dead letters have a queue", 30, async () => (await NamesAsync(management)).Contains("studio.crew-dead"));
        var bound = await management.GetFromJsonAsync<JsonElement>($"exchanges/{Host}/studio.crew-dead/bindings/source");
        Assert.Equal("studio.crew-dead", Assert.Single(bound.EnumerateArray()).GetProperty("destination").GetString());
    }

    private static IEnumerable<long> Numbers(int first, int last) => Enumerable.Range(first, last - first + 1).Select(i => (long)i);

    private static string QueueOf(Uri address) => System.Web.HttpUtility.ParseQueryString(address.Query)["queue"]!;

    private static Task<string> RefillAsync(string database) => OwnProcess.RunAsync(
        ServerProcess.Executable, ["refill", "--database", database], new Dictionary<string, string?> { ["LC_ALL"] = "en", ["DOTNET_ROOT"] = DotnetRoot });

    private static string DotnetRoot => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    /// <summary>An app that runs until it has stored so many more notices, or all there are, and until the server knows.</summary>
    private static async Task<List<long>> StoreAsync(LiveServer server, FilePositionStore store, Uri queue, int count)
    {
        await using var app = await CrewApp.OpenAsync(server.Address, await server.TokenAsync("crew-001"), store, queue: queue);
        using var stop = new CancellationTokenSource();
        var applied = new List<long>();
        app.Inbox.Applied += notice => applied.Add(notice.Sequence);
        var running = app.RunAsync(stop.Token);
        await server.TellAsync("crew-001", count);
        await Until.TrueAsync("the server knows that everything is stored", 60, async () => (await server.NoticesAsync("crew-001")).All(n => n.DeliveredAt is not null));
        await stop.CancelAsync();
        await running;
        return applied;
    }

    private static Task<bool> IsPublishedAsync(LiveServer server) => server.RunAsync<StudioDbContext, bool>(async db =>
        !await db.Deliveries.AnyAsync(d => d.SentAt == null && db.Endpoints.Any(e => e.Id == d.EndpointId && e.Channel == "amqp")));

    /// <summary>What the queue itself holds, read with the crew's account and applied as any receiver is told to: the next number, repeats dropped.</summary>
    private static async Task<List<long>> AppliedAsync(Uri address, long after, int count)
    {
        var (applied, connection) = (new List<long>(), await UntilOpenAsync(address));
        await using var line = connection;
        await using var channel = await connection.CreateChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            var notice = JsonSerializer.Deserialize<NoticeEnvelope>(message.Body.Span, JsonSerializerOptions.Web)!;
            lock (applied)
            {
                if (notice.Sequence > (applied.Count == 0 ? after : applied[^1]))
                {
                    applied.Add(notice.Sequence);
                }
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(QueueOf(address), autoAck: false, consumer);
        await Until.TrueAsync($"{count} notices are in the queue", 60, () => Count() >= count, () => string.Join(' ', applied));

        int Count()
        {
            lock (applied)
            {
                return applied.Count;
            }
        }

        return applied;
    }

    // The account may have to be made anew first.
    private static async Task<IConnection> UntilOpenAsync(Uri address)
    {
        IConnection? open = null;
        await Until.TrueAsync("the broker knows the account and the queue", 60, async () =>
        {
            IConnection? tried = null;
            try
            {
                tried = await new ConnectionFactory { Uri = new(address.GetLeftPart(UriPartial.Path)), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
                await using var channel = await tried.CreateChannelAsync();
                await channel.QueueDeclarePassiveAsync(QueueOf(address));
                open = tried;
                return true;
            }
            catch (Exception refused) when (refused is BrokerUnreachableException or OperationInterruptedException)
            {
                if (tried is not null)
                {
                    await tried.DisposeAsync();
                }

                return false;
            }
        });
        return open!;
    }

    private static HttpClient Management(RabbitNode node) => new()
    {
        BaseAddress = new(node.Management!.GetComponents(UriComponents.SchemeAndServer, UriFormat.Unescaped) + "/api/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("guest:guest"u8)) },
    };

    private static async Task<List<string>> NamesAsync(HttpClient management) =>
        [.. (await management.GetFromJsonAsync<JsonElement>($"queues/{Host}")).EnumerateArray().Select(q => q.GetProperty("name").GetString()!)];

    private static async Task<bool> ThereAsync(HttpClient management, IEnumerable<Uri> queues)
    {
        try
        {
            return !queues.Select(QueueOf).Except(await NamesAsync(management)).Any();
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Every argument that the promise names.</summary>
    private static async Task AsPromisedAsync(HttpClient management, string name)
    {
        var queue = await management.GetFromJsonAsync<JsonElement>($"queues/{Host}/{Uri.EscapeDataString(name)}");
        var arguments = queue.GetProperty("arguments");
        Assert.True(queue.GetProperty("durable").GetBoolean());
        Assert.False(queue.GetProperty("auto_delete").GetBoolean());
        Assert.Equal("quorum", arguments.GetProperty("x-queue-type").GetString());
        Assert.Equal(20, arguments.GetProperty("x-delivery-limit").GetInt32());
        Assert.Equal("studio.crew-dead", arguments.GetProperty("x-dead-letter-exchange").GetString());
        Assert.Equal("at-least-once", arguments.GetProperty("x-dead-letter-strategy").GetString());
        Assert.Equal("reject-publish", arguments.GetProperty("x-overflow").GetString());
        Assert.True(arguments.GetProperty("x-single-active-consumer").GetBoolean());
        Assert.True(arguments.GetProperty("x-max-length").GetInt32() > 0);
    }
}
