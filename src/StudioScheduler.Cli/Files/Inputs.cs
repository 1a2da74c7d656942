using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Cli.Files;

/// <summary>A problem with its index, read and found good.</summary>
internal sealed record ProblemInput(string Path, Problem Problem, ProblemIndex Index);

/// <summary>Reads problems and schedules; a file that is wrong ends the command with every fault said.</summary>
internal static class Inputs
{
    private const int MostShown = 20;

    /// <exception cref="BadInput">There is no such file, or it is no valid problem.</exception>
    public static async Task<ProblemInput> ProblemAsync(string path, Session session, CancellationToken cancellation = default)
    {
        var reading = ProblemFile.Read(await InputFile.ReadAsync(path, session, cancellation));
        var problem = reading.Value ?? throw new BadInput(Faults("cli.input.bad-problem", path, reading, session), reading.Faults);
        return new(path, problem, ProblemIndex.Of(problem));
    }

    /// <exception cref="BadInput">There is no such file, or it is no schedule of this problem.</exception>
    public static async Task<Schedule> ScheduleAsync(string path, ProblemInput problem, Session session, CancellationToken cancellation = default)
    {
        var reading = ScheduleFile.Read(await InputFile.ReadAsync(path, session, cancellation), problem.Index);
        return reading.Value ?? throw new BadInput(Faults("cli.input.bad-schedule", path, reading, session), reading.Faults);
    }

    /// <summary>The problem with the edits of a changes file.</summary>
    /// <exception cref="BadInput">There is no such file, it is no list of changes, or what comes out is no valid problem.</exception>
    public static async Task<ProblemInput> ChangedAsync(string path, ProblemInput problem, Session session)
    {
        var reading = ProblemChangesFile.Read(await InputFile.ReadAsync(path, session));
        var changes = reading.Value ?? throw new BadInput(Faults("cli.input.bad-changes", path, reading, session), reading.Faults);
        var applied = changes.Apply(problem.Problem);
        var changed = applied.Value ?? throw new BadInput(Faults("cli.input.bad-changes", path, applied, session), applied.Faults);
        return new(path, changed, ProblemIndex.Of(changed));
    }

    private static string Faults<T>(string key, string path, Reading<T> reading, Session session)
        where T : class
    {
        var count = reading.Faults.Length + reading.UnlistedFaults;
        var lines = new List<string> { session.Say(key, ("path", path), ("count", count)) };
        lines.AddRange(reading.Faults.Take(MostShown).Select(f =>
            "  " + (f.Path.Length == 0 ? f.Say(session.Words) : session.Say("cli.input.fault", ("place", f.Path), ("text", f.Say(session.Words))))));
        if (count > MostShown)
        {
            lines.Add("  " + session.Say("cli.input.more", ("count", count - MostShown)));
        }

        return string.Join('\n', lines);
    }
}
