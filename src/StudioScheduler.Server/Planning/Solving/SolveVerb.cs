using System.Globalization;
using System.Text;
using System.Text.Json;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;

namespace StudioScheduler.Server.Planning.Solving;

/// <summary>
/// The executable as a solver: a problem on stdin, with <see cref="Warm"/> a line of <see cref="SolverStart"/> after it; lines of
/// <see cref="SolverMessage"/> on stdout. The line <c>stop</c> on stdin asks for the best so far. It knows nothing of the server: its crash is only its own.
/// </summary>
public static class SolveVerb
{
    public const int BadInput = 2;

    /// <summary>Whoever started the solver holds its stdin open: its end is theirs, and nobody wants the result any more.</summary>
    public const string Attended = "--attended";

    /// <summary>A start follows the problem.</summary>
    public const string Warm = "--warm";

    /// <param name="args">After the verb: <c>--budget SECONDS --seed N --threads N --steps N</c>, <see cref="Attended"/> and <see cref="Warm"/>, each optional.</param>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.OpenStandardInput(), SolverOutput.OpenStandard());

    public static async Task<int> RunAsync(string[] args, Stream input, Stream output)
    {
        using var reader = new StreamReader(input, Encoding.UTF8);
        var lines = new SolverOutput(output);
        if (!OptionsOf([.. args.Where(a => a is not (Attended or Warm))], out var options, out var fault))
        {
            lines.Write(new() { Fault = fault });
            return BadInput;
        }

        var read = await ReadProblemAsync(reader);
        if (!read.IsGood)
        {
            lines.Write(new() { Fault = string.Join("; ", read.Faults.Select(f => f.ToString())) });
            return BadInput;
        }

        var index = ProblemIndex.Of(read.Value);
        if (args.Contains(Warm))
        {
            options = options with { From = SolverStart.Read(await reader.ReadLineAsync(), index) };
            if (options.From is null)
            {
                lines.Write(new() { Fault = "the line after the problem is no list of places. Maybe leave --warm out." });
                return BadInput;
            }
        }

        using var stop = new CancellationTokenSource();
        var listening = ListenAsync(reader, stop, isAttended: args.Contains(Attended));
        var result = WeekSolver.Solve(index, options, lines, stop.Token);
        lines.Write(new() { Schedule = JsonSerializer.Deserialize<JsonElement>(ScheduleFile.Write(SolvedSchedule.Of(index, result, options.Steps is not null))) });
        _ = listening;
        return 0;
    }

    // One line where a program sends it (its stdin stays open for "stop"), everything where a person pipes a file.
    private static async Task<Reading<Problem>> ReadProblemAsync(StreamReader reader)
    {
        var text = await reader.ReadLineAsync() ?? "";
        var read = ProblemFile.Read(text);
        return read.IsGood || IsWhole(text) ? read : ProblemFile.Read(text + "\n" + await reader.ReadToEndAsync());
    }

    private static bool IsWhole(string json)
    {
        try
        {
            using var _ = JsonDocument.Parse(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task ListenAsync(StreamReader reader, CancellationTokenSource stop, bool isAttended)
    {
        await Task.Yield();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == "stop")
            {
                await stop.CancelAsync();
            }
        }

        if (isAttended)
        {
            // A search without progress writes nothing, so a closed stdout would not tell.
            Environment.Exit(1);
        }
    }

    private static bool OptionsOf(string[] args, out SolveOptions options, out string? fault)
    {
        options = new();
        fault = null;
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 >= args.Length || !long.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                fault = $"option {args[i]} needs a whole number. Maybe --budget 10.";
                return false;
            }

            switch (args[i])
            {
                case "--budget": options = options with { Budget = TimeSpan.FromSeconds(value) }; break;
                case "--seed": options = options with { Seed = (int)value }; break;
                case "--threads": options = options with { Threads = (int)Math.Clamp(value, 1, 64) }; break;
                case "--steps": options = options with { Steps = value }; break;
                default:
                    fault = $"option {args[i]} is unknown. Maybe --budget, --seed, --threads, --steps, --attended or --warm.";
                    return false;
            }
        }

        return true;
    }
}
