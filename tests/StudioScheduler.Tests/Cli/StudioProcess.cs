using System.Diagnostics;
using System.Text;

namespace StudioScheduler.Tests.Cli;

/// <summary>Runs the real program, as a shell would.</summary>
internal static class StudioProcess
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "studio.dll");

    public static Task<Ended> RunAsync(params string[] args) => RunAsync(args, "");

    public static async Task<Ended> RunAsync(string[] args, string input, (string Name, string Value)[]? environment = null)
    {
        using var process = Start("dotnet", [Program, .. args], environment);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <param name="script">Where <c>"$0" "$@"</c> is the program with its arguments.</param>
    public static async Task<Ended> RunThroughShellAsync(string script, params string[] args)
    {
        using var process = Start("/bin/sh", ["-c", script, "dotnet", Program, .. args], null);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Starts it and leaves its standard input to the caller.</summary>
    public static Process Start(params string[] args) => Start("dotnet", [Program, .. args], null);

    /// <summary>Starts it, waits until it has written a line to standard error that holds <paramref name="until"/>, and hands it over.</summary>
    public static async Task<(Process Process, StringBuilder ErrSoFar)> StartAsync(string[] args, string until)
    {
        var process = Start(args);
        process.StandardInput.Close();
        var err = new StringBuilder();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            err.AppendLine(line);
            if (line.Contains(until, StringComparison.Ordinal))
            {
                return (process, err);
            }
        }

        throw new InvalidOperationException($"studio ended before it said '{until}': {err}");
    }

    public static async Task<Ended> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"studio did not end within two minutes: {await error}");
        }

        return new(process.ExitCode, await output, await error);
    }

    private static Process Start(string program, string[] args, (string Name, string Value)[]? environment)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in (string[])["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

internal sealed record Ended(int ExitCode, string Out, string Err)
{
    /// <summary>Fails with everything that the program said.</summary>
    public Ended MustExit(int code)
    {
        Assert.True(code == ExitCode, $"wanted exit {code}, got {ExitCode}\n--- out\n{Out}\n--- err\n{Err}");
        Assert.DoesNotContain("   at ", Err, StringComparison.Ordinal);
        return this;
    }
}
