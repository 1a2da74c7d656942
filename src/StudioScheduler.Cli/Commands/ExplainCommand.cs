using System.CommandLine;
using System.Text.Json.Nodes;
using StudioScheduler.Cli.Files;
using StudioScheduler.Engine.Explaining;

namespace StudioScheduler.Cli.Commands;

/// <summary><c>studio explain</c>: what a schedule costs and why; why a block is where it is, or why it is left out.</summary>
internal static class ExplainCommand
{
    public static Command Build(Session session)
    {
        var problem = new Argument<string>("PROBLEM");
        var schedule = new Argument<string>("SCHEDULE");
        var block = new Option<string?>("--block") { HelpName = "ID" };
        var command = new Command("explain", session.Say("cli.explain.summary")) { problem, schedule, block };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(problem), parsed.GetRequiredValue(schedule), parsed.GetValue(block), parsed.GetValue(session.Json), session));
        return command;
    }

    private static async Task<int> RunAsync(string problem, string schedule, string? id, bool json, Session session)
    {
        var plan = await PlanInput.ReadAsync(problem, schedule, session);
        var (asJson, lines) = Answer(plan, id is null ? null : plan.Block(id, session), session);
        await session.Out.WriteLineAsync(json ? JsonText.Of(asJson()) : string.Join('\n', lines()));
        return ExitCode.Done;
    }

    private static (Func<JsonObject> Json, Func<IEnumerable<string>> Lines) Answer(PlanInput plan, int? block, Session session)
    {
        var places = new PlaceText(plan.Problem, session);
        if (block is not { } asked)
        {
            var score = Explainer.Score(plan.Placements);
            return (() => ExplainJson.Of(score, places), () => ExplainLines.Of(score, places, session));
        }

        try
        {
            if (plan.Placements.IsPlaced(asked))
            {
                var placed = Explainer.Placed(plan.Placements, asked);
                return (() => ExplainJson.Of(placed, places), () => ExplainLines.Of(placed, places, session));
            }

            var left = Explainer.LeftOut(plan.Placements, asked);
            return (() => ExplainJson.Of(left, places, plan.Problem.Problem), () => ExplainLines.Of(left, places, plan.Problem.Problem, session));
        }
        catch (ArgumentException)
        {
            throw new BadInput(session.Say("cli.input.unpriceable"));
        }
    }
}
