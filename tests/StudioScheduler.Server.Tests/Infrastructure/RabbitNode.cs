using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>
/// A RabbitMQ of its own: folder, ports, name and name server (epmd) are this node's, so one that the machine runs is not touched.
/// Shared by the classes of the collection <see cref="RabbitCollection"/>; a test that stops or kills it starts a private one with
/// <see cref="StartAsync"/>. Starting takes 7 to 9 s, ending cleanly some 6 s.
/// </summary>
public sealed class RabbitNode : IAsyncLifetime, IAsyncDisposable
{
    private static int _nodes;
    private readonly Dictionary<string, string?> _environment = [];
    private string _folder = "";
    private OwnProcess? _names;
    private OwnProcess? _broker;

    public int Port { get; private set; }

    /// <summary>The management API, where that plugin was asked for.</summary>
    public Uri? Management { get; private set; }

    /// <summary>A node for one test. Skips the test where RabbitMQ is not installed.</summary>
    /// <param name="plugins">Names of plugins to enable, such as <c>rabbitmq_management</c>.</param>
    public static async Task<RabbitNode> StartAsync(params string[] plugins)
    {
        Installed.NeedsRabbit();
        var node = new RabbitNode();
        await node.InitializeAsync(plugins);
        return node;
    }

    /// <summary>The way in as guest, who may do everything. Skips the test where RabbitMQ is not installed.</summary>
    /// <param name="virtualHost">Where the names of exchanges and queues live; <see cref="CreateVirtualHostAsync"/>.</param>
    /// <param name="port">Another port that leads here, such as a <see cref="TcpFaultProxy"/>'s.</param>
    public Uri Address(string virtualHost = "/", int? port = null)
    {
        Installed.NeedsRabbit();
        return new($"amqp://guest:guest@127.0.0.1:{port ?? Port}/{Uri.EscapeDataString(virtualHost)}");
    }

    /// <summary>An empty virtual host: what one test class declares there, another does not see. Takes some 2 s.</summary>
    public async Task<string> CreateVirtualHostAsync(string name)
    {
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, "guest", ".*", ".*", ".*");
        return name;
    }

    /// <summary>rabbitmqctl, for example <c>ControlAsync("set_disk_free_limit", "1000GB")</c> for an alarm that blocks publishers.</summary>
    public Task<string> ControlAsync(params string[] arguments)
    {
        Installed.NeedsRabbit();
        return OwnProcess.RunAsync(Program("rabbitmqctl"), ["-n", _environment["RABBITMQ_NODENAME"]!, .. arguments], _environment);
    }

    /// <summary>Starts it again on the same data and the same port.</summary>
    public async Task StartBrokerAsync()
    {
        _broker = await OwnProcess.StartAsync(Program("rabbitmq-server"), [], _environment, workingFolder: _folder);
        await Until.TrueAsync("RabbitMQ accepts connections", 120, async () => _broker.HasExited
            ? throw new InvalidOperationException($"RabbitMQ ended with {_broker.ExitCode}: {_broker.Tail}")
            : await AnswersAsync(), () => _broker.Tail);
    }

    /// <summary>SIGTERM: everything is written.</summary>
    public Task TerminateAsync() => EndAsync(broker => broker.TerminateAsync());

    /// <summary>
    /// kill -9. Confirmed messages survive it, but RabbitMQ 3.10 writes down the existence of a quorum queue only some time after its
    /// declaration: one declared a moment before comes back empty, without a leader, and rejects every publish until it is deleted.
    /// </summary>
    public Task KillAsync() => EndAsync(broker => broker.KillAsync());

    Task IAsyncLifetime.InitializeAsync() => InitializeAsync([]);

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_folder == "")
            return;
        await KillAsync();
        if (_names is not null)
            await _names.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Program(string name) => Path.Combine(Installed.RabbitFolder!, name);

    private async Task InitializeAsync(string[] plugins)
    {
        if (Installed.RabbitFolder is null)
            return;
        Port = FreePorts.Take();
        _folder = Directory.CreateTempSubdirectory("studio-rabbit-").FullName;
        Describe();
        await File.WriteAllTextAsync(Below("enabled_plugins"), $"[{string.Join(',', plugins)}].\n");
        var settings = "log.console = true\nlog.console.level = warning\nlog.file = false\ndisk_free_limit.absolute = 50MB\n";
        if (plugins.Contains("rabbitmq_management"))
        {
            Management = new($"http://guest:guest@127.0.0.1:{FreePorts.Take()}");
            settings += $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {Management.Port}\n";
        }

        await File.WriteAllTextAsync(Below("rabbitmq.conf"), settings);
        // Left to itself the broker would start a name server that outlives it.
        _names = await OwnProcess.StartAsync("/usr/bin/epmd", ["-port", _environment["ERL_EPMD_PORT"]!, "-address", "127.0.0.1"], _environment);
        await StartBrokerAsync();
    }

    private void Describe()
    {
        var number = Interlocked.Increment(ref _nodes);
        foreach (var (name, value) in new (string, string)[]
        {
            ("HOME", _folder),
            ("RABBITMQ_NODENAME", $"studio-{Environment.ProcessId}-{number}@localhost"),
            ("RABBITMQ_NODE_PORT", Text(Port)),
            ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_DIST_PORT", Text(FreePorts.Take())),
            ("ERL_EPMD_PORT", Text(FreePorts.Take())),
            ("ERL_EPMD_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_MNESIA_BASE", Below("mnesia")),
            ("RABBITMQ_LOG_BASE", Below("log")),
            ("RABBITMQ_SCHEMA_DIR", Below("schema")),
            ("RABBITMQ_GENERATED_CONFIG_DIR", Below("config")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Below("enabled_plugins")),
            ("RABBITMQ_CONFIG_FILE", Below("rabbitmq.conf")),
            ("RABBITMQ_PID_FILE", Below("pid")),
            ("RABBITMQ_FEATURE_FLAGS_FILE", Below("feature_flags")),
            ("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
            // The start script then becomes the broker instead of watching over it: one process to signal.
            ("RUNNING_UNDER_SYSTEMD", "1"),
        })
            _environment[name] = value;

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private string Below(string name) => Path.Combine(_folder, name);

    private async Task EndAsync(Func<OwnProcess, Task> end)
    {
        if (_broker is null)
            return;
        await end(_broker);
        await _broker.DisposeAsync();
        _broker = null;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = Address() }.CreateConnectionAsync();
            return true;
        }
        catch (Exception failure) when (failure is BrokerUnreachableException or OperationInterruptedException)
        {
            return false;
        }
    }
}

[CollectionDefinition("RabbitMQ")]
public sealed class RabbitCollection : ICollectionFixture<RabbitNode>;
