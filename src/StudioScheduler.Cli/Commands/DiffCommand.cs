using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using StudioScheduler.Cli.Files;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Cli.Commands;

/// <summary><c>studio diff</c>: who must learn what between two schedules.</summary>
internal static class DiffCommand
{
    public static Command Build(Session session)
    {
        var old = new Argument<string>("OLD");
        var young = new Argument<string>("NEW");
        var problem = new Option<string>("--problem") { HelpName = "PROBLEM", Required = true };
        var command = new Command("diff", session.Say("cli.diff.summary")) { old, young, problem };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(old), parsed.GetRequiredValue(young), parsed.GetRequiredValue(problem), parsed.GetValue(session.Json), session));
        return command;
    }

    internal static JsonArray JsonOf(ChangeSet set) => JsonText.List(set.Changes, change =>
    {
        var json = new JsonObject
        {
            ["crew"] = change.Crew.Value,
            ["block"] = change.Block.Value,
            ["kind"] = change.Kind.ToString().ToLowerInvariant(),
        };
        foreach (var (name, call) in ((string, Call?)[])[("before", change.Before), ("after", change.After)])
        {
            if (call is not null)
            {
                json[name] = JsonText.Place(call.Stage, call.Start);
            }
        }

        return json;
    });

    private static async Task<int> RunAsync(string old, string young, string problemPath, bool json, Session session)
    {
        string[] paths = [old, young, problemPath];
        if (paths.Count(p => p == InputFile.Standard) > 1)
        {
            throw new BadInput(session.Say("cli.input.both-standard"));
        }

        var problem = await Inputs.ProblemAsync(problemPath, session);
        var before = await Inputs.ScheduleAsync(old, problem, session);
        var after = await Inputs.ScheduleAsync(young, problem, session);
        var set = ChangeSet.Between(problem.Problem, before, after);
        await session.Out.WriteLineAsync(json
            ? JsonText.Of(new JsonObject { ["changes"] = JsonOf(set) })
            : string.Join('\n', Lines(set, problem.Problem, problem.Problem, session)));
        return ExitCode.Done;
    }

    /// <summary>For people, with the names of both problems.</summary>
    internal static IEnumerable<string> Lines(ChangeSet set, Problem before, Problem after, Session session)
    {
        if (set.Changes.IsEmpty)
        {
            yield return session.Say("cli.diff.none");
            yield break;
        }

        var blocks = before.Blocks.Concat(after.Blocks).DistinctBy(b => b.Id).ToDictionary(b => b.Id, b => b.Name);
        var stages = before.Stages.Concat(after.Stages).DistinctBy(s => s.Id).ToDictionary(s => s.Id, s => s.Name);
        var crews = before.Crews.Concat(after.Crews).DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => c.Name);
        yield return session.Say("cli.diff.count", ("changes", set.Changes.Length), ("crews", set.Changes.Select(c => c.Crew).Distinct().Count()));
        foreach (var crew in set.ByCrew())
        {
            yield return $"{crews[crew.Key]} ({crew.Key})";
            foreach (var change in crew)
            {
                yield return "  " + session.Say($"cli.diff.{change.Kind.ToString().ToLowerInvariant()}",
                    ("block", change.Block), ("name", blocks[change.Block]), ("before", Place(change.Before)), ("after", Place(change.After)));
            }
        }

        string Place(Call? place) => place is null
            ? ""
            : session.Say("cli.place", ("time", place.Start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)), ("stage", place.Stage), ("name", stages[place.Stage]));
    }
}
