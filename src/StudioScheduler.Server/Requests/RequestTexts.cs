using System.Globalization;
using StudioScheduler.Server.Outcomes;

namespace StudioScheduler.Server.Requests;

/// <summary>What has to be right before a request's names can be looked up: its texts are there and fit a database.</summary>
internal static class RequestTexts
{
    public static IEnumerable<InputFault> Faults(RequestInput input) =>
    [
        .. OfNeeded("$.title", input.Title), .. InputText.OfNote("$.note", input.Note), .. InputText.OfLine("$.productionId", input.ProductionId),
        .. InputText.OfLine("$.crewId", input.CrewId), .. input.Blocks.SelectMany((b, i) => OfBlock(string.Create(CultureInfo.InvariantCulture, $"$.blocks[{i}]"), b)),
    ];

    // Ids of stages, people and pools are compared with what the base has; those of predecessors are asked for.
    private static IEnumerable<InputFault> OfBlock(string path, BlockInput block) =>
    [
        .. OfNeeded($"{path}.name", block.Name), .. OfNeeded($"{path}.look", block.Look),
        .. block.After.SelectMany((a, i) => InputText.OfLine(string.Create(CultureInfo.InvariantCulture, $"{path}.after[{i}].blockId"), a.BlockId)),
    ];

    private static IEnumerable<InputFault> OfNeeded(string path, string text) =>
        string.IsNullOrWhiteSpace(text) ? [new(path, "refusal.required")] : InputText.OfLine(path, text);
}
