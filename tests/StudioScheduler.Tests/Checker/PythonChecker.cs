using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Tests.Architecture;

namespace StudioScheduler.Tests.Checker;

/// <summary>What the checker says of one schedule; <see cref="Bad"/> where it refuses it.</summary>
internal sealed record CheckerVerdict(
    IReadOnlyDictionary<string, long>? Violations, long Hard, long Medium, long Soft, IReadOnlyDictionary<string, long>? Parts, string? Bad);

/// <summary>The independent second implementation of the rules, <c>tests/Instances/check-schedule</c>: one python process for many problems.</summary>
internal static class PythonChecker
{
    private static readonly JsonSerializerOptions Lenient = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? Missing()
    {
        if (Environment.GetEnvironmentVariable("STUDIO_TESTS_WITHOUT_PYTHON") is { Length: > 0 } reason)
        {
            return reason;
        }

        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", "--version") { RedirectStandardOutput = true });
            python!.WaitForExit();
            return null;
        }
        catch (Win32Exception)
        {
            return "python3 is not installed. Maybe run tests/run, which installs it.";
        }
    }

    /// <summary>A verdict for each schedule, in order; all schedules of one entry share its problem.</summary>
    public static async Task<List<CheckerVerdict>> Check(IEnumerable<(ProblemIndex Index, Placements[] Schedules)> cases)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, cases.Select(c => Line(c.Index, c.Schedules)));
            return Parse(await Run(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static List<CheckerVerdict> Parse(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => JsonSerializer.Deserialize<CheckerVerdict[]>(l, Lenient)!)];

    private static async Task<string> Run(string file)
    {
        var driver = Path.Combine(Repository.Root, "tests/Instances/check-many");
        using var python = Process.Start(new ProcessStartInfo("python3", [driver, file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var errors = python.StandardError.ReadToEndAsync();
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, $"check-many ended with {python.ExitCode}: {await errors}");
        return output;
    }

    private static string Line(ProblemIndex index, Placements[] schedules)
    {
        using var problem = JsonDocument.Parse(ProblemFile.Write(index.Problem));
        return JsonSerializer.Serialize(new { problem = problem.RootElement, schedules = schedules.Select(Assignments) });
    }

    private static IEnumerable<object> Assignments(Placements plan) =>
        from block in plan.Index.Blocks
        where plan.IsPlaced(block.Index)
        let place = plan[block.Index]!.Value
        select new { block = block.Id.Value, stage = plan.Index.Stages[place.Stage].Id.Value, start = plan.Index.Grid.InstantAt(place.Start) };
}
