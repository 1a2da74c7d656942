using System.Diagnostics;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Client;

/// <summary>The sample crew app as a process against a server.</summary>
[Collection("Server in process")]
public sealed class StudioCrewTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-crew-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Studio_crew_prints_calls_and_changes_acknowledges_and_goes_on_where_it_stopped()
    {
        await using var server = await LiveServer.StartAsync();
        var token = await server.TokenAsync("crew-001");
        await server.TellAsync("crew-001", 1);
        await Until.TrueAsync("the first notice is sent", 60, async () => (await server.NoticesAsync("crew-001"))[0].SentAt is not null);

        using (var live = Start(server.Address, token, "--acknowledge", "--lang", "en"))
        {
            await ReadAsync(live, "crew-001: 0 calls, up to message 1.");
            await ReadAsync(live, "Acknowledged up to message 1.");
            await server.TellAsync("crew-001", 1);
            await ReadAsync(live, "new       b-2 (Scene 2):");
            await ReadAsync(live, "Acknowledged up to message 2.");
            await EndAsync(live);
        }

        Assert.All(await server.NoticesAsync("crew-001"), n => Assert.Equal("studio crew", n.AcknowledgedWhere));
        using var again = Start(server.Address, token, "--once", "--lang", "zh");
        await ReadAsync(again, "crew-001：1 项通告，截至消息 2。");
        await again.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, again.ExitCode);
    }

    [Fact]
    public async Task A_bad_token_is_said_in_a_sentence()
    {
        await using var server = await LiveServer.StartAsync();
        using var process = Start(server.Address, new string('a', 43), "--lang", "en");
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("refused the token", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static async Task ReadAsync(Process process, string begin)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var seen = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            seen.Add(line);
            if (line.StartsWith(begin, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{begin}' was not printed, but: {string.Join(" | ", seen)}; {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    private static async Task EndAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, process.ExitCode);
    }

    private Process Start(Uri server, string token, params string[] more) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!, [Path.Combine(AppContext.BaseDirectory, "studio.dll"), "crew", "--server", server.ToString(), "--token", token, .. more])
    {
        WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
        StandardOutputEncoding = System.Text.Encoding.UTF8,
    })!;
}
