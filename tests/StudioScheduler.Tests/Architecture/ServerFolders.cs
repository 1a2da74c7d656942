namespace StudioScheduler.Tests.Architecture;

/// <summary>
/// Fence: the folders of the server are its flow, left to right. A folder may use those to its right, never to its left. Pages and
/// jobs may use everything, and nothing uses them; what stands in the root or in Web/Hosting puts
/// the server together.
/// </summary>
internal static class ServerFolders
{
    /// <summary>The flow, what stands beside it, and the ground: the entities, which every folder may read.</summary>
    private static readonly string[] LeftToRight = ["Requests", "Planning", "Schedules", "Delivery", "Problems", "Bases", "Accounts", "Storage", "Outcomes", "Model"];

    private static readonly string[] Ends = ["Web", "Jobs"];

    /// <param name="uses">Of one assembly; what lies outside <paramref name="root"/> is not looked at.</param>
    /// <param name="root">The namespace whose parts are the folders.</param>
    public static IEnumerable<string> Breaches(IEnumerable<TypeUse> uses, string root)
    {
        foreach (var use in uses.OrderBy(use => use.From, StringComparer.Ordinal))
        {
            if (Folder(use.FromNamespace, root) is not { Length: > 0 } from || Folder(use.ToNamespace, root) is not { } to || from == to)
                continue;
            if (!IsKnown(from))
                yield return $"{use.From} is in the folder {from}, which the house does not know. Maybe it belongs into one of {string.Join(", ", [.. LeftToRight, .. Ends])}?";
            else if (to == "" && !Ends.Contains(from))
                yield return $"{use.From} uses {use.To}, which puts the server together. Maybe what it needs belongs into a folder?";
            else if (Ends.Contains(to))
                yield return $"{use.From} uses {use.To}, and nothing uses {to}. Maybe the part it needs is a command of the flow?";
            else if (!Ends.Contains(from) && Array.IndexOf(LeftToRight, to) < Array.IndexOf(LeftToRight, from))
                yield return $"{use.From} uses {use.To}, which is to its left. Maybe what both need is an entity of Storage/Model?";
        }
    }

    private static bool IsKnown(string folder) => LeftToRight.Contains(folder) || Ends.Contains(folder);

    /// <summary>The first part below the root, or "Model" for Storage/Model; "" for what puts the server together, null for what lies outside.</summary>
    private static string? Folder(string name, string root)
    {
        if (name == root)
            return "";
        if (!name.StartsWith(root + ".", StringComparison.Ordinal))
            return null;
        var parts = name[(root.Length + 1)..].Split('.');
        return parts switch
        {
            ["Storage", "Model", ..] => "Model",
            ["Web", "Hosting", ..] => "",
            _ => parts[0],
        };
    }
}
