using System.CommandLine;
using System.Text.Json.Nodes;
using StudioScheduler.Cli.Files;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;

namespace StudioScheduler.Cli.Commands;

/// <summary><c>studio check</c>: faults of a problem, or what a schedule breaks and costs.</summary>
internal static class CheckCommand
{
    public static Command Build(Session session)
    {
        var problem = new Argument<string>("PROBLEM");
        var schedule = new Argument<string?>("SCHEDULE") { Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("check", session.Say("cli.check.summary")) { problem, schedule };
        command.SetAction((parsed, _) =>
        {
            var path = parsed.GetRequiredValue(problem);
            return parsed.GetValue(schedule) is { } second
                ? ScheduleAsync(path, second, parsed.GetValue(session.Json), session)
                : ProblemAsync(path, parsed.GetValue(session.Json), session);
        });
        return command;
    }

    private static async Task<int> ProblemAsync(string path, bool json, Session session)
    {
        var problem = (await Inputs.ProblemAsync(path, session)).Problem;
        await session.Out.WriteLineAsync(json
            ? JsonText.Of(Faults([]))
            : session.Say("cli.check.problem-right",
                ("blocks", problem.Blocks.Length), ("crews", problem.Crews.Length), ("stages", problem.Stages.Length)));
        return ExitCode.Done;
    }

    private static async Task<int> ScheduleAsync(string path, string second, bool json, Session session)
    {
        var (problem, schedule, placements) = await PlanInput.ReadAsync(path, second, session);
        var evaluation = Evaluator.Evaluate(placements);
        var agrees = evaluation.Score == schedule.Score;
        var sentences = new ScheduleSentences(session.Words, problem.Problem);
        await session.Out.WriteLineAsync(json
            ? JsonText.Of(Json(evaluation, agrees, sentences))
            : string.Join('\n', Lines(schedule, evaluation, agrees, sentences, session)));
        return agrees && evaluation.Violations.Count == 0 ? ExitCode.Done : ExitCode.RuleBroken;
    }

    private static JsonObject Json(Evaluation evaluation, bool agrees, ScheduleSentences sentences) => new()
    {
        ["hard"] = evaluation.Score.Hard,
        ["medium"] = evaluation.Score.Medium,
        ["soft"] = evaluation.Score.Soft,
        ["parts"] = new JsonObject(evaluation.Parts.Select(p => KeyValuePair.Create(p.Rule, (JsonNode?)p.Count))),
        ["violations"] = JsonText.List(evaluation.Violations, v => JsonOf(v, sentences)),
        ["agrees"] = agrees,
    };

    internal static JsonObject JsonOf(Violation violation, ScheduleSentences sentences)
    {
        var json = new JsonObject { ["rule"] = violation.Rule, ["blocks"] = JsonText.Ids(violation.Blocks) };
        if (violation.Who is { } who)
        {
            json["who"] = who;
        }

        json["text"] = sentences.Of(violation);
        return json;
    }

    internal static JsonObject Faults(IEnumerable<(string Path, string Value, string Text)> faults) => new()
    {
        ["faults"] = JsonText.List(faults, f => new JsonObject { ["path"] = f.Path, ["value"] = f.Value, ["text"] = f.Text }),
    };

    private static IEnumerable<string> Lines(Schedule schedule, Evaluation evaluation, bool agrees, ScheduleSentences sentences, Session session)
    {
        var (hard, medium, soft) = evaluation.Score;
        yield return session.Say("cli.score", ("hard", hard), ("medium", medium), ("soft", soft));
        yield return agrees
            ? session.Say("cli.check.agrees")
            : session.Say("cli.check.disagrees", ("hard", schedule.Score.Hard), ("medium", schedule.Score.Medium), ("soft", schedule.Score.Soft));
        yield return session.Say("cli.left-out", ("count", schedule.Unscheduled.Length), ("blocks", schedule.Unscheduled.Length + schedule.Assignments.Length));
        yield return session.Say("cli.check.parts");
        foreach (var (rule, count) in evaluation.Parts)
        {
            yield return $"  {rule,-10} {count,10}  {session.Say($"rule.{rule}")}";
        }

        if (evaluation.Violations.Count == 0)
        {
            yield return session.Say("cli.check.no-violations");
            yield break;
        }

        yield return session.Say("cli.check.violations", ("count", evaluation.Violations.Count));
        foreach (var rule in evaluation.Violations.GroupBy(v => v.Rule))
        {
            yield return $"  {rule.Key}: {session.Say($"rule.{rule.Key}")}";
            foreach (var violation in rule)
            {
                yield return $"    {sentences.Of(violation)}";
            }
        }
    }
}
