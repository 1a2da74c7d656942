using System.Globalization;
using System.Text.Json.Nodes;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine.Repairing;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Cli.Commands;

/// <summary>Who moves in a repair, and why.</summary>
internal sealed class RepairMoves(ProblemIndex problem, Session session)
{
    private readonly ScheduleSentences sentences = new(session.Words, problem.Problem);

    public JsonArray JsonOf(RepairProposal proposal) => JsonText.List(proposal.Reasons.OrderBy(r => r.Key), r => new JsonObject
    {
        ["block"] = problem.Blocks[r.Key].Id.Value,
        ["rule"] = r.Value.Rule,
        ["blocks"] = JsonText.List(r.Value.Blocks, b => JsonValue.Create(problem.Blocks[b].Id.Value)),
    });

    /// <summary>One line for each block that its crew must hear of, in crew, then time order.</summary>
    public IEnumerable<string> Lines(RepairProposal proposal)
    {
        foreach (var change in proposal.Changes.ByCrew().SelectMany(crew => crew))
        {
            var index = problem.BlockIndex[change.Block];
            var line = session.Say($"cli.diff.{change.Kind.ToString().ToLowerInvariant()}",
                ("block", change.Block), ("name", problem.Problem.Blocks[index].Name), ("before", Place(change.Before)), ("after", Place(change.After)));
            yield return "   " + (proposal.Reasons.TryGetValue(index, out var reason) ? session.Say("cli.repair.move", ("change", line), ("reason", Say(reason))) : line);
        }
    }

    private string Say(MoveReason reason) => reason switch
    {
        { Rule: RuleBook.None } => session.Say("cli.repair.others"),
        { Blocks.Count: 0 } => sentences.NameOf(reason.Rule),
        _ => session.Say("cli.repair.room",
            ("blocks", string.Join(session.Say("list.separator"), reason.Blocks.Select(b => problem.Blocks[b].Id.Value))), ("rule", sentences.NameOf(reason.Rule))),
    };

    private string Place(Call? place) => place is null
        ? ""
        : session.Say("cli.place", ("time", place.Start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)), ("stage", place.Stage),
            ("name", problem.Problem.Stages[problem.StageIndex[place.Stage]].Name));
}
