using System.CommandLine;
using System.Text;
using StudioScheduler.Cli.Files;
using StudioScheduler.Cli.Usage;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;

namespace StudioScheduler.Cli.Commands;

/// <summary><c>studio solve</c>: a problem in, the best schedule found out.</summary>
internal static class SolveCommand
{
    public static Command Build(Session session)
    {
        var problem = new Argument<string>("PROBLEM");
        var output = new Option<string>("--out") { HelpName = "FILE", Required = true };
        var from = new Option<string?>("--from") { HelpName = "SCHEDULE" };
        var command = new Command("solve", session.Say("cli.solve.summary")) { problem, output, from };
        var search = new SearchOptions(command, session);
        command.SetAction((parsed, _) => RunAsync(
            new(
                parsed.GetRequiredValue(problem),
                parsed.GetValue(from),
                OutputFile.Open(parsed.GetRequiredValue(output), session, parsed.GetRequiredValue(problem)),
                search.Of(parsed),
                parsed.GetValue(session.Json)),
            session));
        return command;
    }

    private static async Task<int> RunAsync(Order order, Session session)
    {
        if (order.Problem == InputFile.Standard && order.From == InputFile.Standard)
        {
            throw new BadInput(session.Say("cli.input.both-standard"));
        }

        using var progress = new SolveProgressLine(session);
        var problem = await Inputs.ProblemAsync(order.Problem, session);
        var options = order.From is { } from
            ? order.Options with { From = Placements.Of(await Inputs.ScheduleAsync(from, problem, session), problem.Index) }
            : order.Options;

        // from here on there is something to stop; while a file is awaited a signal ends the process as ever
        using var interrupt = new Interrupt(() => progress.Talk(session.Say("cli.solve.stopping")));
        var result = WeekSolver.Solve(problem.Index, options, progress, interrupt.Token);
        progress.End();
        var schedule = ScheduleReport.Of(problem.Index, result, session.Words, isTimed: options.Steps is null);
        await order.Output.WriteAsync(Encoding.UTF8.GetBytes(ScheduleFile.Write(schedule)));

        var report = new SolveSummary(problem.Problem, schedule, result, session);
        if (order.Json && !order.Output.IsStandardOutput)
        {
            await session.Out.WriteLineAsync(JsonText.Of(report.Json(order.Output.Name)));
        }

        foreach (var line in report.Lines(order.Output))
        {
            await session.Err.WriteLineAsync(line);
        }

        return result.WasCancelled ? ExitCode.Cancelled : result.Contradictions.Count > 0 ? ExitCode.RuleBroken : ExitCode.Done;
    }

    private sealed record Order(string Problem, string? From, OutputFile Output, SolveOptions Options, bool Json);
}
