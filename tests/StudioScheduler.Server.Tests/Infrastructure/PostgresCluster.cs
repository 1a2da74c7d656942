using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>
/// A PostgreSQL of its own in a temporary folder on a port of its own, whatever else runs on this machine. Shared by the classes of
/// the collection <see cref="PostgresCollection"/>; a test that stops or kills it starts a private one with <see cref="StartAsync"/>.
/// It survives kill -9 of its processes like any; fsync is off, so it would not survive the machine's.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime, IAsyncDisposable
{
    private const string Account = "postgres";
    private string _folder = "";
    private OwnProcess? _server;
    private int _databases;

    public int Port { get; private set; }

    /// <summary>A cluster for one test. Skips the test where PostgreSQL is not installed.</summary>
    public static async Task<PostgresCluster> StartAsync()
    {
        Installed.NeedsPostgres();
        var cluster = new PostgresCluster();
        await cluster.InitializeAsync();
        return cluster;
    }

    public async Task InitializeAsync()
    {
        if (Installed.PostgresFolder is null)
            return;
        Port = FreePorts.Take();
        _folder = Directory.CreateTempSubdirectory("studio-postgres-").FullName;
        if (Environment.UserName == "root")
            await OwnProcess.RunAsync("chown", [Account, _folder]);
        await OwnProcess.RunAsync(Program("initdb"), ["-D", Data, "-U", Account, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], user: Account);
        await StartServerAsync();
    }

    /// <summary>An empty database and the way to it. Skips the test where PostgreSQL is not installed.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        Installed.NeedsPostgres();
        var name = $"studio{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString(Account));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <param name="port">Another port that leads here, such as a <see cref="TcpFaultProxy"/>'s.</param>
    public string ConnectionString(string database, int? port = null) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port ?? Port, Username = Account, Database = database, Timeout = 15 }.ConnectionString;

    /// <summary>Starts it again on the same data and the same port.</summary>
    public async Task StartServerAsync()
    {
        var arguments = new[] { "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200" };
        // After a kill -9 the server's children need a moment to see that it is gone; until then a new one refuses to start.
        await Until.TrueAsync("PostgreSQL accepts connections", 60, async () =>
        {
            _server ??= await OwnProcess.StartAsync(Program("postgres"), arguments, user: Account, workingFolder: _folder);
            if (!_server.HasExited)
                return await AnswersAsync();
            await _server.DisposeAsync();
            _server = null;
            return false;
        }, () => _server?.Tail ?? "");
    }

    /// <summary>Open transactions are rolled back, clients are told, the data is tidy.</summary>
    public Task StopAsync() => EndAsync(server => server.TerminateAsync(PosixSignal.SIGINT));

    /// <summary>At once, without a shutdown checkpoint: the next start recovers from the log.</summary>
    public Task StopAtOnceAsync() => EndAsync(server => server.TerminateAsync(PosixSignal.SIGQUIT));

    public Task KillAsync() => EndAsync(server => server.KillAsync());

    public async ValueTask DisposeAsync()
    {
        if (_folder == "")
            return;
        NpgsqlConnection.ClearAllPools();
        await StopAtOnceAsync();
        Directory.Delete(_folder, recursive: true);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private string Data => Path.Combine(_folder, "data");

    private static string Program(string name) => Path.Combine(Installed.PostgresFolder!, name);

    private async Task EndAsync(Func<OwnProcess, Task> end)
    {
        if (_server is null)
            return;
        await end(_server);
        await _server.DisposeAsync();
        _server = null;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString(Account) + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}

[CollectionDefinition("PostgreSQL")]
public sealed class PostgresCollection : ICollectionFixture<PostgresCluster>;

/// <summary>Class fixture in the collection "PostgreSQL": one database for the tests of a class.</summary>
public sealed class PostgresDatabase(PostgresCluster cluster)
{
    private readonly Lazy<Task<string>> _connectionString = new(cluster.CreateDatabaseAsync);

    /// <summary>The database is made at the first use. Skips the test where PostgreSQL is not installed.</summary>
    public Task<string> ConnectionStringAsync() => _connectionString.Value;
}
