using System.Text.Json;
using System.Text.Json.Nodes;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Explaining;

namespace StudioScheduler.Cli.Commands;

/// <summary>Explanations in the contract's shapes.</summary>
internal static class ExplainJson
{
    public static JsonObject Of(Score score) => new() { ["hard"] = score.Hard, ["medium"] = score.Medium, ["soft"] = score.Soft };

    public static JsonObject Of(ScoreExplanation score, PlaceText places) => new()
    {
        ["score"] = Of(score.Score),
        ["parts"] = JsonText.List(score.Parts, p => new JsonObject
        {
            ["rule"] = p.Rule,
            ["cost"] = p.Cost,
            ["blocks"] = JsonText.List(p.Blocks, b => new JsonObject { ["block"] = places.Id(b.Block), ["cost"] = b.Cost }),
        }),
    };

    public static JsonObject Of(PlacedExplanation placed, PlaceText places) => new()
    {
        ["block"] = places.Id(placed.Block),
        ["cost"] = JsonText.List(placed.Cost, c => new JsonObject { ["rule"] = c.Rule, ["cost"] = c.Cost }),
        ["alternatives"] = JsonText.List(placed.Alternatives, slot => new JsonObject
        {
            ["stage"] = places.Stage(slot.Placements[0].At.Stage),
            ["start"] = JsonText.Time(places.Time(slot.Placements[0].At.Start)),
            ["medium"] = slot.Medium,
            ["soft"] = slot.Soft,
        }),
        ["forbidden"] = JsonText.List(placed.Forbidden, f => new JsonObject
        {
            ["stage"] = places.Stage(f.Stage),
            ["from"] = JsonText.Time(places.Time(f.From)),
            ["to"] = JsonText.Time(places.Time(f.To)),
            ["rule"] = f.Rule,
            ["blocks"] = JsonText.List(f.Blocks, b => JsonValue.Create(places.Id(b))),
        }),
    };

    public static JsonObject Of(LeftOutExplanation left, PlaceText places, Problem problem) => new()
    {
        ["block"] = places.Id(left.Block),
        ["inTheWay"] = new JsonObject
        {
            ["found"] = left.InTheWay.IsFound,
            ["certain"] = left.InTheWay.IsCertain,
            ["blocks"] = JsonText.List(left.InTheWay.Blocks, b => JsonValue.Create(places.Id(b))),
            ["rules"] = JsonText.List(left.InTheWay.Rules, r => JsonValue.Create(r)),
        },
        ["unblocking"] = JsonText.List(left.Unblocking, u => new JsonObject
        {
            ["change"] = u.Change is { } change ? Of(change, problem) : new JsonObject { ["move"] = places.Json(u.Move!.Value.Block, u.Move.Value.At) },
            ["medium"] = u.Medium,
            ["soft"] = u.Soft,
        }),
    };

    /// <summary>An entry of <c>studio-changes/1</c>.</summary>
    public static JsonNode Of(ProblemChange change, Problem problem)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            ProblemChangesFile.WriteMembers(json, change, problem);
            json.WriteEndObject();
        }

        return JsonNode.Parse(stream.ToArray())!;
    }
}
