using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Explaining;

namespace StudioScheduler.Cli.Commands;

/// <summary>Explanations for people; the full lists are in the JSON.</summary>
internal static class ExplainLines
{
    private const int MostBlocks = 5;
    private const int MostForbidden = 20;

    public static IEnumerable<string> Of(ScoreExplanation score, PlaceText places, Session session)
    {
        var (hard, medium, soft) = score.Score;
        yield return session.Say("cli.score", ("hard", hard), ("medium", medium), ("soft", soft));
        foreach (var part in score.Parts)
        {
            yield return $"{part.Rule,-10} {part.Cost,10}  {session.Say(part.Rule == "medium" ? "rule.left-out" : $"rule.{part.Rule}")}";
            foreach (var (block, cost) in part.Blocks.Take(MostBlocks))
            {
                yield return $"{"",-10} {cost,10}  {places.Named(block)}";
            }

            if (part.Blocks.Count > MostBlocks)
            {
                yield return $"{"",-10} {"",10}  " + session.Say("cli.explain.more", ("count", part.Blocks.Count - MostBlocks));
            }
        }
    }

    public static IEnumerable<string> Of(PlacedExplanation placed, PlaceText places, Session session)
    {
        yield return session.Say(placed.Cost.Count == 0 ? "cli.explain.costs-nothing" : "cli.explain.costs", ("block", places.Named(placed.Block)));
        foreach (var (rule, cost) in placed.Cost)
        {
            yield return $"  {rule,-10} {cost,10}  {session.Say($"rule.{rule}")}";
        }

        yield return session.Say(placed.Alternatives.Count == 0 ? "cli.explain.no-alternatives" : "cli.explain.alternatives");
        foreach (var slot in placed.Alternatives)
        {
            yield return "  " + session.Say("cli.explain.alternative", ("place", places.At(slot.Placements[0].At)), ("medium", slot.Medium), ("soft", slot.Soft));
        }

        if (placed.Forbidden.Count == 0)
        {
            yield break;
        }

        yield return session.Say("cli.explain.forbidden");
        foreach (var stretch in placed.Forbidden.Take(MostForbidden))
        {
            yield return "  " + session.Say("cli.explain.stretch",
                ("stage", places.Stage(stretch.Stage)), ("from", places.Clock(stretch.From)), ("to", places.Clock(stretch.To)),
                ("rule", session.Say($"rule.{stretch.Rule}.name")), ("blocks", List(stretch.Blocks, places, session)));
        }

        if (placed.Forbidden.Count > MostForbidden)
        {
            yield return "  " + session.Say("cli.explain.more-stretches", ("count", placed.Forbidden.Count - MostForbidden));
        }
    }

    public static IEnumerable<string> Of(LeftOutExplanation left, PlaceText places, Problem problem, Session session)
    {
        var way = left.InTheWay;
        var rules = string.Join(session.Say("list.separator"), way.Rules.Select(r => session.Say($"rule.{r}.name")));
        yield return session.Say(
            !way.IsFound ? (way.IsCertain ? "cli.explain.way-none" : "cli.explain.way-unsure")
            : way.Blocks.Count == 0 ? "cli.explain.way-fits" : "cli.explain.way",
            ("block", places.Named(left.Block)), ("blocks", List(way.Blocks, places, session).Trim()), ("rules", rules));

        yield return session.Say(left.Unblocking.Count == 0 ? "cli.explain.unblocking-none" : "cli.explain.unblocking");
        foreach (var way2 in left.Unblocking)
        {
            var change = way2.Change is { } edit
                ? ExplainJson.Of(edit, problem).ToJsonString(JsonText.OneLine)
                : session.Say("cli.slots.moved", ("block", places.Named(way2.Move!.Value.Block)), ("place", places.At(way2.Move.Value.At)));
            yield return "  " + session.Say("cli.explain.let-in", ("change", change), ("medium", way2.Medium), ("soft", way2.Soft));
        }
    }

    private static string List(IReadOnlyList<int> blocks, PlaceText places, Session session) =>
        blocks.Count == 0 ? "" : " " + string.Join(session.Say("list.separator"), blocks.Select(places.Named));
}
