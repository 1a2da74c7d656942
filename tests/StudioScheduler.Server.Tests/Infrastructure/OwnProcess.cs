using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>
/// A program that a test has started: its output is kept, it is ended by its id, and it dies with the test run, even if that is
/// killed (setpriv asks the kernel for it).
/// </summary>
public sealed class OwnProcess : IAsyncDisposable
{
    private static readonly BlockingCollection<Action> Starts = StartThread();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    private OwnProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>128 + n if signal n ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The lines of standard output and standard error so far, in order of arrival.</summary>
    public IReadOnlyCollection<string> Output => [.. _lines];

    /// <summary>Its last lines, for an error.</summary>
    public string Tail => string.Join('\n', Output.TakeLast(60));

    /// <param name="environment">Added to this process' own; null removes a variable.</param>
    /// <param name="user">Whom to run as, where this process is root; a system user with a group of the same name.</param>
    public static async Task<OwnProcess> StartAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null,
        string? user = null, string? workingFolder = null)
    {
        List<string> command = [program, .. arguments];
        if (Installed.Setpriv is { } setpriv)
        {
            string[] identity = user is not null && Environment.UserName == "root" ? [$"--reuid={user}", $"--regid={user}", "--clear-groups"] : [];
            command = [setpriv, "--pdeathsig", "KILL", .. identity, "--", .. command];
        }

        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;

        var started = new TaskCompletionSource<OwnProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Start(start));
            }
            catch (Exception failure)
            {
                started.SetException(failure);
            }
        });
        return await started.Task;
    }

    /// <summary>Runs a program to its end; throws with its output if it fails.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? user = null)
    {
        await using var run = await StartAsync(program, arguments, environment, user);
        await run.WaitForExitAsync(120);
        return run.ExitCode == 0 ? string.Join('\n', run.Output) : throw new InvalidOperationException($"{program} ended with {run.ExitCode}: {run.Tail}");
    }

    /// <summary>The first line, past or to come, that matches.</summary>
    public async Task<Match> WaitForOutputAsync(Regex pattern, double seconds = 60)
    {
        Match? match = null;
        await Until.TrueAsync($"process {Id} prints a line like {pattern}", seconds, () =>
        {
            match = Output.Select(line => pattern.Match(line)).FirstOrDefault(found => found.Success);
            return match is not null || (HasExited ? throw new InvalidOperationException($"It ended with {ExitCode} before a line like {pattern}: {Tail}") : false);
        }, () => Tail);
        return match!;
    }

    public void Signal(PosixSignal signal) => _ = kill(Id, signal switch
    {
        PosixSignal.SIGTERM => 15,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Maybe SIGTERM, SIGINT or SIGQUIT? For kill -9: KillAsync."),
    });

    /// <summary>Asks it to end, as a service manager does, and waits for it.</summary>
    public async Task TerminateAsync(PosixSignal signal = PosixSignal.SIGTERM, double seconds = 60)
    {
        if (!HasExited)
            Signal(signal);
        await WaitForExitAsync(seconds);
    }

    /// <summary>kill -9: it has no say in this.</summary>
    public async Task KillAsync()
    {
        if (!HasExited)
            _ = kill(Id, 9);
        await WaitForExitAsync(30);
    }

    public async Task WaitForExitAsync(double seconds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Process {Id} did not end within {seconds} s: {Tail}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static OwnProcess Start(ProcessStartInfo start)
    {
        var own = new OwnProcess(new Process { StartInfo = start });
        own._process.OutputDataReceived += own.Keep;
        own._process.ErrorDataReceived += own.Keep;
        own._process.Start();
        own._process.BeginOutputReadLine();
        own._process.BeginErrorReadLine();
        own._process.StandardInput.Close();
        return own;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            _lines.Enqueue(line.Data);
    }

    /// <summary>The kernel's "die with your parent" means the parent's thread, and pool threads come and go: all starts are made on one that stays.</summary>
    private static BlockingCollection<Action> StartThread()
    {
        var starts = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
                start();
        }) { IsBackground = true, Name = "starts of own processes" }.Start();
        return starts;
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
