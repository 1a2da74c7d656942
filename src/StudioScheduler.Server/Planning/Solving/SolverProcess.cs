using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace StudioScheduler.Server.Planning.Solving;

/// <param name="Schedule">The schedule file; null where the solver ended without one.</param>
/// <param name="Error">What it said last, for a log or a person.</param>
public sealed record SolverOutcome(string? Schedule, string? Error);

/// <summary>One search in a process of its own, so that a crash or a runaway of native code never takes the server down.</summary>
public sealed class SolverProcess(SolverCommand command)
{
    private const int ErrorCharacters = 2000;

    // As studio's own settings: hot loops are compiled well at once, without a profile first, and short methods without a pause. After
    // 1 s of 24 × 40 and 60 × 60 twice the steps, after 10 s a tenth more. What the server itself was told stays.
    private static readonly (string Name, string Value)[] OfRuntime =
        [("DOTNET_TieredPGO", "0"), ("DOTNET_TC_QuickJitForLoops", "0"), ("DOTNET_TC_CallCountingDelayMs", "0")];

    // a search that does not end in its budget is ended
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <param name="problem">A problem file.</param>
    /// <param name="start">A line of <see cref="SolverStart"/>; null: as published.</param>
    /// <param name="progress">Called for each line of progress, from a pool thread.</param>
    /// <param name="started">Told the process id.</param>
    /// <param name="stop">Asks for the best so far.</param>
    /// <param name="abandon">Kills: nobody wants the result any more.</param>
    public async Task<SolverOutcome> RunAsync(
        string problem, string? start, int budgetSeconds, int seed, Func<SolverProgress, Task> progress, Action<int> started, CancellationToken stop, CancellationToken abandon)
    {
        using var process = Start(budgetSeconds, seed, start is not null);
        started(process.Id);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(abandon);
        deadline.CancelAfter(TimeSpan.FromSeconds(budgetSeconds) + Grace);
        await using var kill = deadline.Token.Register(() => Kill(process));
        var errors = TailAsync(process.StandardError);
        var writing = new SemaphoreSlim(1, 1);
        await using var asking = stop.Register(() => _ = AskToStopAsync(process, writing));
        await SendAsync(process, writing, problem.ReplaceLineEndings("") + "\n" + (start is null ? "" : start + "\n"));
        var (schedule, fault) = await ReadAsync(process, progress);
        await process.WaitForExitAsync(CancellationToken.None);
        abandon.ThrowIfCancellationRequested();
        var tail = await errors;
        return schedule is not null
            ? new(schedule, null)
            : new(null, fault ?? string.Create(CultureInfo.InvariantCulture, $"the solver ended with code {process.ExitCode} and no schedule. {tail}").TrimEnd());
    }

    private static async Task<(string? Schedule, string? Fault)> ReadAsync(Process process, Func<SolverProgress, Task> progress)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            SolverMessage? message;
            try
            {
                message = JsonSerializer.Deserialize<SolverMessage>(line, SolverMessage.Json);
            }
            catch (JsonException)
            {
                // half a line is what a killed process leaves
                return (null, null);
            }

            switch (message)
            {
                case { Schedule: { } schedule }: return (schedule.GetRawText(), null);
                case { Fault: { } fault }: return (null, fault);
                case { Progress: { } step }: await progress(step); break;
            }
        }

        return (null, null);
    }

    private static Task AskToStopAsync(Process process, SemaphoreSlim writing) => SendAsync(process, writing, "stop\n");

    private static async Task SendAsync(Process process, SemaphoreSlim writing, string text)
    {
        await writing.WaitAsync();
        try
        {
            await process.StandardInput.WriteAsync(text);
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // it is gone already; its end says the rest
        }
        finally
        {
            writing.Release();
        }
    }

    private static async Task<string> TailAsync(StreamReader errors)
    {
        var text = await errors.ReadToEndAsync();
        return text.Length <= ErrorCharacters ? text : text[^ErrorCharacters..];
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // it ended by itself
        }
    }

    private Process Start(int budgetSeconds, int seed, bool isWarm)
    {
        var start = new ProcessStartInfo(command.File)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        string[] arguments = [.. command.Arguments, SolveVerb.Attended, "--budget", $"{budgetSeconds}", "--seed", $"{seed}", .. isWarm ? [SolveVerb.Warm] : Array.Empty<string>()];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in OfRuntime)
        {
            start.Environment.TryAdd(name, value);
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"the solver '{command.File}' did not start. Maybe it is not executable.");
    }
}
