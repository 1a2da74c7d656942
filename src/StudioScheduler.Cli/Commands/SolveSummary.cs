using System.Globalization;
using System.Text.Json.Nodes;
using StudioScheduler.Cli.Files;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;

namespace StudioScheduler.Cli.Commands;

/// <summary>What a search has come to: said on standard error, and as JSON where asked for.</summary>
internal sealed class SolveSummary(Problem problem, Schedule schedule, SolveResult result, Session session)
{
    private const int MostShown = 10;

    private readonly BrokenRules broken = new(result, new ScheduleSentences(session.Words, problem), session);

    public JsonObject Json(string path)
    {
        var json = new JsonObject
        {
            ["out"] = path,
            ["score"] = new JsonObject { ["hard"] = schedule.Score.Hard, ["medium"] = schedule.Score.Medium, ["soft"] = schedule.Score.Soft },
            ["blocks"] = problem.Blocks.Length,
            ["left"] = JsonText.Ids(schedule.Unscheduled.Select(u => u.Block)),
            ["contradictions"] = broken.Contradictions,
            ["violations"] = broken.Violations,
            ["cancelled"] = result.WasCancelled,
        };
        if (schedule.Bound is { } bound)
        {
            json["bound"] = new JsonObject
            {
                ["medium"] = bound.Medium, ["soft"] = bound.Soft, ["source"] = result.BoundSource is BoundSource.Relaxation or BoundSource.ExactMedium ? "relaxation" : "exact",
            };
            json["optimal"] = result.IsOptimal;
        }

        if (schedule.Seconds is { } seconds)
        {
            json["seconds"] = seconds;
        }

        return json;
    }

    public IEnumerable<string> Lines(OutputFile output)
    {
        if (result.WasCancelled)
        {
            yield return session.Say("cli.solve.cancelled", ("seconds", result.Seconds.ToString("0.0", CultureInfo.InvariantCulture)));
        }

        yield return session.Say("cli.score", ("hard", schedule.Score.Hard), ("medium", schedule.Score.Medium), ("soft", schedule.Score.Soft));
        if (schedule.Bound is { } bound)
        {
            yield return BoundLine(bound);
        }

        foreach (var line in broken.Lines().Concat(LeftOut()))
        {
            yield return line;
        }

        if (!output.IsStandardOutput)
        {
            yield return session.Say("cli.solve.written", ("path", output.Name));
        }
    }

    private string BoundLine(Bound bound)
    {
        if (result.IsOptimal)
        {
            return session.Say("cli.solve.optimal", ("source", Source()));
        }

        // a gap says something where both have the same medium: then only soft is left to win
        if (bound.Medium != schedule.Score.Medium || schedule.Score.Soft == 0)
        {
            return session.Say("cli.solve.bound", ("medium", bound.Medium), ("soft", bound.Soft), ("source", Source()));
        }

        var gap = 100.0 * (bound.Soft - schedule.Score.Soft) / Math.Abs((double)schedule.Score.Soft);
        return session.Say("cli.solve.bound-gap",
            ("medium", bound.Medium), ("soft", bound.Soft), ("gap", gap.ToString("0.0", CultureInfo.InvariantCulture)), ("source", Source()));
    }

    private string Source() => session.Say(result.BoundSource switch
    {
        BoundSource.Exact => "cli.solve.bound-exact",
        BoundSource.Order => "cli.solve.bound-order",
        BoundSource.ExactMedium => "cli.solve.bound-exact-medium",
        _ => "cli.solve.bound-relaxation",
    });

    private IEnumerable<string> LeftOut()
    {
        if (schedule.Unscheduled.IsEmpty)
        {
            yield return session.Say("cli.solve.all-placed", ("blocks", problem.Blocks.Length));
            yield break;
        }

        yield return session.Say("cli.left-out", ("count", schedule.Unscheduled.Length), ("blocks", problem.Blocks.Length));
        var names = problem.Blocks.ToDictionary(b => b.Id, b => b.Name);
        foreach (var left in schedule.Unscheduled.Take(MostShown))
        {
            yield return "  " + session.Say("cli.solve.left-out-block", ("block", left.Block), ("name", names[left.Block]), ("reason", left.Reasons[0].Text));
        }

        if (schedule.Unscheduled.Length > MostShown)
        {
            yield return "  " + session.Say("cli.solve.left-out-more", ("count", schedule.Unscheduled.Length - MostShown));
        }
    }
}
