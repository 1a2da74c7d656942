using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using StudioScheduler.Cli.Files;
using StudioScheduler.Cli.Usage;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;

namespace StudioScheduler.Cli.Commands;

/// <summary><c>studio sample</c>: a made-up base, written as a problem file.</summary>
internal static class SampleCommand
{
    private static readonly DateOnly EarliestDay = new(2000, 1, 1);
    private static readonly DateOnly LatestDay = new(2099, 12, 31);

    public static Command Build(Session session)
    {
        var crews = Numbers.Whole(session, "--crews", 1, SampleOrder.MostCrews, 24);
        var stages = Numbers.Whole(session, "--stages", 1, SampleOrder.MostStages, 40);
        var days = Numbers.Whole(session, "--days", 1, SampleOrder.MostDays, 7);
        var seed = Numbers.Whole(session, "--seed", int.MinValue, int.MaxValue, 1);
        var load = Numbers.Decimal(session, "--load", "SHARE", 0, SampleOrder.HighestLoad, 0.8);
        var firstDay = FirstDay(session);
        var output = new Option<string>("--out") { HelpName = "FILE", Required = true };
        crews.Required = stages.Required = days.Required = seed.Required = true;

        var command = new Command("sample", session.Say("cli.sample.summary")) { crews, stages, days, seed, output, load, firstDay };
        command.SetAction((parsed, _) => RunAsync(
            new()
            {
                Crews = parsed.GetValue(crews),
                Stages = parsed.GetValue(stages),
                Days = parsed.GetValue(days),
                Seed = parsed.GetValue(seed),
                Load = parsed.GetValue(load),
                FirstDay = parsed.GetValue(firstDay),
            },
            OutputFile.Open(parsed.GetRequiredValue(output), session),
            parsed.GetValue(session.Json),
            session));
        return command;
    }

    private static async Task<int> RunAsync(SampleOrder order, OutputFile output, bool json, Session session)
    {
        var problem = SampleBase.Generate(order);
        await output.WriteAsync(Encoding.UTF8.GetBytes(ProblemFile.Write(problem)));
        var hours = problem.Blocks.Sum(b => b.DurationMinutes) / 60;
        if (!output.IsStandardOutput && json)
        {
            await session.Out.WriteLineAsync(JsonText.Of(new JsonObject
            {
                ["out"] = output.Name,
                ["name"] = problem.Name,
                ["crews"] = order.Crews,
                ["stages"] = order.Stages,
                ["days"] = order.Days,
                ["seed"] = order.Seed,
                ["load"] = order.Load,
                ["blocks"] = problem.Blocks.Length,
                ["people"] = problem.People.Length,
                ["hours"] = hours,
            }));
        }

        await session.Err.WriteLineAsync(session.Say("cli.sample.written",
            ("name", problem.Name), ("crews", order.Crews), ("stages", order.Stages), ("days", order.Days),
            ("blocks", problem.Blocks.Length), ("hours", hours), ("path", output.Name)));
        return ExitCode.Done;
    }

    private static Option<DateOnly> FirstDay(Session session) => new("--first-day")
    {
        HelpName = "DATE",
        DefaultValueFactory = _ => new DateOnly(2026, 3, 16),
        CustomParser = given =>
        {
            var text = given.Tokens[0].Value;
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                given.AddError(session.Say("cli.sample.not-a-day", ("value", text)));
            }
            else if (day < EarliestDay || day > LatestDay)
            {
                given.AddError(session.Say("cli.sample.day-range", ("value", text), ("least", $"{EarliestDay:yyyy-MM-dd}"), ("most", $"{LatestDay:yyyy-MM-dd}")));
            }

            return day;
        },
    };
}
