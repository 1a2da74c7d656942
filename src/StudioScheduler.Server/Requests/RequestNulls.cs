using System.Globalization;
using StudioScheduler.Server.Outcomes;

namespace StudioScheduler.Server.Requests;

/// <summary>Nulls in lists: a JSON reader takes them whatever the list says, so they are looked for before anything else is.</summary>
internal static class RequestNulls
{
    public static IEnumerable<InputFault> Faults(RequestInput input) => Of("$.blocks", input.Blocks).Concat(input.Blocks.SelectMany((b, i) => b is null ? [] : OfBlock(
        string.Create(CultureInfo.InvariantCulture, $"$.blocks[{i}]"), b)));

    private static IEnumerable<InputFault> OfBlock(string path, BlockInput block) =>
    [
        .. Of($"{path}.stages", block.Stages), .. Of($"{path}.coverStages", block.CoverStages), .. Of($"{path}.people", block.People), .. Of($"{path}.pools", block.Pools),
        .. Of($"{path}.after", block.After),
    ];

    private static IEnumerable<InputFault> Of(string path, IReadOnlyList<object?> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is null)
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
                yield return InputFault.Of(at, new(at, "null", "fault.null"));
            }
        }
    }
}
