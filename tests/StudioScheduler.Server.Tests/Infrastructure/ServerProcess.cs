using System.Net;
using System.Text.RegularExpressions;

namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>The built server as a real process: a port and a folder of its own, started, asked to end, or killed.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly IReadOnlyList<string> _arguments;
    private readonly Dictionary<string, string?> _environment;
    private readonly bool _ownsFolder;
    private string _executable = Executable;
    private OwnProcess? _process;

    private ServerProcess(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment, string? folder)
    {
        _arguments = arguments;
        _ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("studio-server-").FullName;
        Address = new($"http://127.0.0.1:{FreePorts.Take()}");
        _environment = new(environment)
        {
            ["DOTNET_ROOT"] = RuntimeFolder,
            ["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority),
        };
    }

    public Uri Address { get; }

    /// <summary>Where it is started: a relative path in its settings, such as that of the SQLite file, lies here. Removed at the end.</summary>
    public string Folder { get; }

    public OwnProcess Process => _process ?? throw new InvalidOperationException("The server does not run. Maybe StartAgainAsync?");

    /// <summary>The executable beside these tests: the same configuration, its own output folder.</summary>
    public static string Executable { get; } = FindExecutable();

    /// <summary>The executable looks for the runtime in places where an SDK of one's own need not be: the variable DOTNET_ROOT.</summary>
    public static string RuntimeFolder { get; } = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    /// <summary>The executable with these arguments and nothing else, where it is not expected to become ready; it speaks English unless told otherwise.</summary>
    public static Task<OwnProcess> RunAsync(IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null) =>
        OwnProcess.StartAsync(
            Executable, arguments, new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { ["DOTNET_ROOT"] = RuntimeFolder }, workingFolder: folder);

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <param name="arguments">As on the command line, for example <c>["--role", "web"]</c>.</param>
    /// <param name="environment">Settings, for example <c>ConnectionStrings__Studio</c>.</param>
    /// <param name="folder">The folder of another server, to share its files; else a new one.</param>
    /// <param name="readyPath">What is asked until it answers with success.</param>
    /// <param name="executable">Another program than the product's server, such as one that dies at a named point.</param>
    public static async Task<ServerProcess> StartAsync(IReadOnlyList<string>? arguments = null, IReadOnlyDictionary<string, string?>? environment = null,
        string? folder = null, string readyPath = "/health/ready", string? executable = null)
    {
        var server = new ServerProcess(arguments ?? [], environment ?? new Dictionary<string, string?>(), folder) { _executable = executable ?? Executable };
        try
        {
            await server.StartAgainAsync(readyPath);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>After an end: the same port, folder and settings.</summary>
    /// <param name="environment">What is different this time; it stays so.</param>
    public async Task StartAgainAsync(string readyPath = "/health/ready", IReadOnlyDictionary<string, string?>? environment = null)
    {
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            _environment[name] = value;
        await ForgetAsync();
        _process = await OwnProcess.StartAsync(_executable, _arguments, _environment, workingFolder: Folder);
        var last = "no answer";
        await Until.TrueAsync($"the server is ready at {readyPath}", 90, async () =>
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}: {_process.Tail}");
            try
            {
                using var answer = await Http.GetAsync(new Uri(Address, readyPath));
                last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }, () => $"Last answer: {last}. {_process.Tail}");
    }

    /// <summary>The first address that it prints on a line that matches, for example a sign-in link: <c>LinkAsync("manager")</c>.</summary>
    public async Task<Uri> LinkAsync(string label)
    {
        var line = await Process.WaitForOutputAsync(new Regex($"{label}.*?(?<link>https?://\\S+)", RegexOptions.IgnoreCase));
        return new(line.Groups["link"].Value);
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public async Task TerminateAsync()
    {
        await Process.TerminateAsync();
        await ForgetAsync();
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        await Process.KillAsync();
        await ForgetAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private async Task ForgetAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _process = null;
    }

    private static string FindExecutable()
    {
        // …/tests/StudioScheduler.Server.Tests/bin/Release/net10.0/ -> …/src/StudioScheduler.Server/bin/Release/net10.0/
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(root.FullName, "src", "StudioScheduler.Server", "bin", output.Parent.Name, output.Name, "StudioScheduler.Server");
    }
}
