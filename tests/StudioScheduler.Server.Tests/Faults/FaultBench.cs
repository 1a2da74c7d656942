using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>What a campaign plays on: servers as real processes, and between them and a private PostgreSQL and RabbitMQ a proxy each.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> owned = [];
    private DirectoryInfo? folder;

    public required FaultBase Studio { get; init; }

    public IReadOnlyList<ServerSlot> Servers { get; private set; } = [];

    /// <summary>Null on SQLite, as are the next three.</summary>
    public PostgresCluster? Cluster { get; private set; }

    public RabbitNode? Broker { get; private set; }

    public TcpFaultProxy? ToDatabase { get; private set; }

    public TcpFaultProxy? ToBroker { get; private set; }

    /// <param name="isCluster">PostgreSQL and RabbitMQ; else one embedded server on a SQLite file.</param>
    /// <param name="environment">Of the servers.</param>
    /// <param name="hasQueues">Crew apps can have queues of their own: RabbitMQ with its management API.</param>
    public static async Task<FaultBench> StartAsync(
        int crews, int servers, bool isCluster, IReadOnlyDictionary<string, string?>? environment = null, bool hasQueues = false)
    {
        if (!isCluster)
        {
            var folder = Directory.CreateTempSubdirectory("studio-faults-");
            var file = Path.Combine(folder.FullName, "studio.db");
            var embedded = new FaultBench { Studio = await FaultBase.CreateAsync(StorageSettings.Of(file), crews, TimeProvider.System), folder = folder };
            return await embedded.ServeAsync(1, ["--database", file], environment);
        }

        var cluster = await PostgresCluster.StartAsync();
        var broker = await RabbitNode.StartAsync(hasQueues ? ["rabbitmq_management"] : []);
        var connection = await cluster.CreateDatabaseAsync();
        var bench = new FaultBench { Studio = await FaultBase.CreateAsync(StorageSettings.Of(connection), crews, TimeProvider.System) };
        (bench.Cluster, bench.Broker) = (cluster, broker);
        (bench.ToDatabase, bench.ToBroker) = (new(cluster.Port), new(broker.Port));
        bench.owned.AddRange([cluster, broker, bench.ToDatabase, bench.ToBroker]);
        var name = new Npgsql.NpgsqlConnectionStringBuilder(connection).Database!;
        IReadOnlyList<string> management = broker.Management is { } api ? ["--rabbit-management", api.ToString()] : [];
        return await bench.ServeAsync(
            servers, ["--database", cluster.ConnectionString(name, bench.ToDatabase.Port), "--rabbit", broker.Address(port: bench.ToBroker.Port).ToString(), .. management], environment);
    }

    /// <summary>One that is up, if any is.</summary>
    public Uri AnyServer(int turn)
    {
        for (var i = 0; i < Servers.Count; i++)
        {
            if (Servers[(turn + i) % Servers.Count] is { IsUp: true } up)
            {
                return up.Address;
            }
        }

        return Servers[turn % Servers.Count].Address;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
        {
            await server.DisposeAsync();
        }

        foreach (var part in Enumerable.Reverse(owned))
        {
            await part.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder?.Delete(recursive: true);
    }

    // The second one also works on jobs, so that sweeps run beside it all.
    private async Task<FaultBench> ServeAsync(int servers, IReadOnlyList<string> settings, IReadOnlyDictionary<string, string?>? environment)
    {
        var started = new List<ServerSlot>();
        Servers = started;
        for (var i = 0; i < servers; i++)
        {
            started.Add(await ServerSlot.StartAsync([.. settings, "--sample", "false", "--role", i == 1 ? "web,deliver,jobs" : "web,deliver"], environment));
        }

        return this;
    }
}
