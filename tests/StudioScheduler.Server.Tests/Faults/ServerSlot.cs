using System.Collections.Concurrent;
using System.Diagnostics;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>One of the servers of a campaign: started again whenever it has ended, as a service manager does.</summary>
internal sealed class ServerSlot : IAsyncDisposable
{
    // By signal 9, also at a named point.
    private const int Killed = 128 + 9;

    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<string> crashes = new();
    private readonly ServerProcess server;
    private readonly Task supervision;
    private string? nextPoint;
    private volatile bool isUp = true;

    private ServerSlot(ServerProcess server)
    {
        this.server = server;
        supervision = SuperviseAsync();
    }

    public Uri Address => server.Address;

    public bool IsUp => isUp;

    /// <summary>What it has printed since its last start.</summary>
    public IReadOnlyCollection<string> Output => server.Process.Output;

    /// <summary>What it has used since its last start, of all processors together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            using var running = Process.GetProcessById(server.Process.Id);
            return running.TotalProcessorTime;
        }
    }

    /// <summary>Ends while it ran that nobody has caused, each with its last lines.</summary>
    public IReadOnlyCollection<string> Crashes => crashes;

    /// <summary>When it ended last, as <see cref="Stopwatch.GetTimestamp"/>: a server may die at its named point long after it was armed.</summary>
    public long LastEnd { get; private set; }

    /// <summary>How often it had to be started again.</summary>
    public int Restarts { get; private set; }

    public static async Task<ServerSlot> StartAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        new(await ServerProcess.StartAsync(arguments, environment, executable: TestServer.Executable));

    /// <summary>kill -9 as soon as it runs.</summary>
    /// <param name="point">Where the next one dies by itself: <c>confirmed:3</c>; null: nowhere.</param>
    public async Task KillAsync(string? point, CancellationToken cancellation)
    {
        await UpAsync(cancellation);
        nextPoint = point;
        isUp = false;
        await server.Process.KillAsync();
    }

    public Task UpAsync(CancellationToken cancellation) =>
        Until.TrueAsync($"the server at {Address} is up", 180, () => isUp || cancellation.IsCancellationRequested);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await supervision;
        await server.DisposeAsync();
        end.Dispose();
    }

    private async Task SuperviseAsync()
    {
        while (!end.IsCancellationRequested)
        {
            if (server.Process.HasExited)
            {
                LastEnd = Stopwatch.GetTimestamp();
                if (isUp && server.Process.ExitCode != Killed)
                {
                    crashes.Enqueue($"ended with {server.Process.ExitCode}: {server.Process.Tail}");
                }

                isUp = false;
                await StartAgainAsync();
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    private async Task StartAgainAsync()
    {
        for (var tries = 0; !isUp && !end.IsCancellationRequested; tries++)
        {
            var point = Interlocked.Exchange(ref nextPoint, null);
            try
            {
                Restarts++;
                await server.StartAgainAsync("/health/live", new Dictionary<string, string?> { [CrashPoint.Variable] = point });
                isUp = true;
            }
            catch (InvalidOperationException) when (tries < 40)
            {
                // It died while it started: at its point, or because the database was away just then.
                await Task.Delay(200, CancellationToken.None);
            }
        }
    }
}
