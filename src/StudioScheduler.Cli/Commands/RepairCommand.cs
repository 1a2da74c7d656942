using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using StudioScheduler.Cli.Files;
using StudioScheduler.Cli.Usage;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Repairing;

namespace StudioScheduler.Cli.Commands;

/// <summary><c>studio repair</c>: two or three ways to mend a published plan, ranked.</summary>
internal static class RepairCommand
{
    // whoever waits longer gains nothing by it; with steps time plays no part
    private static readonly TimeSpan ShortBudget = TimeSpan.FromSeconds(5);

    private const int MostProposals = 3;

    public static Command Build(Session session)
    {
        var problem = new Argument<string>("PROBLEM");
        var folder = new Option<string>("--out") { HelpName = "DIR", Required = true };
        var command = new Command("repair", session.Say("cli.repair.summary")) { problem, folder };
        var search = new SearchOptions(command, session);
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(problem), parsed.GetRequiredValue(folder), search.Of(parsed), parsed.GetValue(session.Json), session));
        return command;
    }

    private static async Task<int> RunAsync(string path, string folder, SolveOptions options, bool json, Session session)
    {
        for (var number = 1; number <= MostProposals; number++)
        {
            OutputFile.MustNotBe(FileOf(folder, number), path, session);
        }

        // the budget is for repairing, not for compiling: that goes on while the problem is read
        var warmUp = options.Steps is null && options.Budget <= ShortBudget ? Task.Run(RepairWarmUp.Run) : Task.CompletedTask;
        var problem = await Inputs.ProblemAsync(path, session);
        if (problem.Problem.Published is null)
        {
            throw new BadInput(session.Say("cli.repair.nothing-published", ("path", path)));
        }

        Make(folder, session);
        // tried before the search, so that nothing is lost for a wrong folder
        OutputFile.Open(FileOf(folder, 1), session);
        await warmUp;
        // from here on there is something to stop; while a file is awaited a signal ends the process as ever
        using var interrupt = new Interrupt(() => session.Err.WriteLine(session.Say("cli.solve.stopping")));
        var proposals = Repairer.Repair(problem.Index, options, interrupt.Token);
        foreach (var (number, proposal) in proposals.Index())
        {
            var schedule = ScheduleReport.Of(problem.Index, proposal.Result, session.Words, isTimed: options.Steps is null);
            await OutputFile.Open(FileOf(folder, number + 1), session).WriteAsync(Encoding.UTF8.GetBytes(ScheduleFile.Write(schedule)));
        }

        // an older run's in the same folder would be taken for one of these
        for (var number = proposals.Count + 1; number <= MostProposals; number++)
        {
            File.Delete(FileOf(folder, number));
        }

        var moves = new RepairMoves(problem.Index, session);
        var sentences = new ScheduleSentences(session.Words, problem.Problem);
        await session.Out.WriteLineAsync(json
            ? JsonText.Of(new JsonObject { ["proposals"] = JsonText.List(proposals.Index(), p => JsonOf(p.Item, FileOf(folder, p.Index + 1), moves, Broken(p.Item))) })
            : string.Join('\n', proposals.Index().SelectMany(p =>
                Broken(p.Item).Lines().Select(l => "   " + l).Prepend(Line(p.Item, FileOf(folder, p.Index + 1), p.Index + 1, session)).Concat(moves.Lines(p.Item)))));
        return interrupt.Token.IsCancellationRequested ? ExitCode.Cancelled
            : proposals.Any(p => p.Result.Contradictions.Count > 0) ? ExitCode.RuleBroken
            : ExitCode.Done;

        BrokenRules Broken(RepairProposal proposal) => new(proposal.Result, sentences, session);
    }

    private static void Make(string folder, Session session)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInput(session.Say("cli.output.forbidden", ("path", folder), ("message", fault.Message)));
        }
    }

    private static string FileOf(string folder, int number) => Path.Combine(folder, $"proposal-{number}.json");

    private static int LeftOut(RepairProposal proposal) =>
        Enumerable.Range(0, proposal.Result.Placements.Index.Blocks.Length).Count(b => !proposal.Result.Placements.IsPlaced(b));

    private static JsonObject JsonOf(RepairProposal proposal, string file, RepairMoves moves, BrokenRules broken) => new()
    {
        ["file"] = file,
        ["changed"] = proposal.Changed,
        ["left"] = LeftOut(proposal),
        ["hard"] = proposal.Result.Score.Hard,
        ["medium"] = proposal.Result.Score.Medium,
        ["soft"] = proposal.Result.Score.Soft,
        ["risk"] = proposal.Risk,
        ["changes"] = DiffCommand.JsonOf(proposal.Changes),
        ["reasons"] = moves.JsonOf(proposal),
        ["contradictions"] = broken.Contradictions,
        ["violations"] = broken.Violations,
    };

    private static string Line(RepairProposal proposal, string file, int number, Session session) => session.Say("cli.repair.proposal",
        ("number", number), ("file", file), ("changed", proposal.Changed), ("left", LeftOut(proposal)),
        ("medium", proposal.Result.Score.Medium), ("soft", proposal.Result.Score.Soft),
        ("risk", (100 * proposal.Risk).ToString("0", CultureInfo.InvariantCulture)));
}
