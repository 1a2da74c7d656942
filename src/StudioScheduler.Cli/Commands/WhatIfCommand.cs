using System.CommandLine;
using System.Text.Json.Nodes;
using StudioScheduler.Cli.Files;
using StudioScheduler.Cli.Usage;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Repairing;

namespace StudioScheduler.Cli.Commands;

/// <summary><c>studio what-if</c>: what a change of the problem does to its best schedule.</summary>
internal static class WhatIfCommand
{
    public static Command Build(Session session)
    {
        var problem = new Argument<string>("PROBLEM");
        var changes = new Argument<string>("CHANGES");
        var command = new Command("what-if", session.Say("cli.what-if.summary")) { problem, changes };
        var search = new SearchOptions(command, session);
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(problem), parsed.GetRequiredValue(changes), search.Of(parsed), parsed.GetValue(session.Json), session));
        return command;
    }

    private static async Task<int> RunAsync(string path, string changesPath, SolveOptions options, bool json, Session session)
    {
        if (path == InputFile.Standard && changesPath == InputFile.Standard)
        {
            throw new BadInput(session.Say("cli.input.both-standard"));
        }

        var problem = await Inputs.ProblemAsync(path, session);
        var changed = await Inputs.ChangedAsync(changesPath, problem, session);
        // from here on there is something to stop; while a file is awaited a signal ends the process as ever
        using var interrupt = new Interrupt(() => session.Err.WriteLine(session.Say("cli.what-if.stopping")));
        var result = WhatIf.Compare(problem.Index, changed.Index, options, interrupt.Token);
        await session.Out.WriteLineAsync(json
            ? JsonText.Of(new JsonObject
            {
                ["base"] = ExplainJson.Of(result.Base.Score),
                ["changed"] = ExplainJson.Of(result.Changed.Score),
                ["changes"] = DiffCommand.JsonOf(result.Changes),
            })
            : string.Join('\n', Lines(result, changed.Problem, problem.Problem, session)));
        return interrupt.Token.IsCancellationRequested ? ExitCode.Cancelled
            : result.Base.Contradictions.Count + result.Changed.Contradictions.Count > 0 ? ExitCode.RuleBroken
            : ExitCode.Done;
    }

    private static IEnumerable<string> Lines(WhatIfResult result, Problem changed, Problem before, Session session)
    {
        yield return session.Say("cli.what-if.before", Parameters(result.Base.Score));
        yield return session.Say("cli.what-if.after", Parameters(result.Changed.Score));
        foreach (var line in DiffCommand.Lines(result.Changes, before, changed, session))
        {
            yield return line;
        }
    }

    private static (string, object?)[] Parameters(Score score) => [("hard", score.Hard), ("medium", score.Medium), ("soft", score.Soft)];
}
