using System.Xml.Linq;

namespace StudioScheduler.Tests.Architecture;

/// <summary>A project file, reduced to what it leans on. Names without folder and extension.</summary>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static ProjectFile Parse(string name, string xml)
    {
        var items = XDocument.Parse(xml).Descendants().ToList();
        return new(name, Includes("ProjectReference", Path.GetFileNameWithoutExtension), Includes("PackageReference", include => include));

        List<string> Includes(string element, Func<string, string> word) =>
            [.. items.Where(item => item.Name.LocalName == element).Select(item => word(item.Attribute("Include")!.Value.Replace('\\', '/')))];
    }

    public static IReadOnlyList<ProjectFile> AllOf(string folder) =>
        [.. Repository.Files(folder, "*.csproj").Select(path => Parse(Path.GetFileNameWithoutExtension(path), Repository.Read(path)))];
}

/// <summary>Fence: the only project references are the arrows of the house.</summary>
internal static class ProjectArrows
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Domain"] = [],
        ["Contracts"] = [],
        ["Engine"] = ["Domain"],
        ["Client"] = ["Contracts"],
        ["Server"] = ["Domain", "Engine", "Contracts"],
        ["Cli"] = ["Domain", "Engine", "Contracts", "Client"],
    };

    public static IEnumerable<string> Breaches(IEnumerable<ProjectFile> projects)
    {
        foreach (var project in projects)
        {
            if (!Allowed.TryGetValue(Short(project.Name), out var allowed))
                yield return $"{project.Name} is a project the house does not know. Maybe it belongs into one of {string.Join(", ", Allowed.Keys)}?";
            foreach (var target in project.Projects.Where(target => !(allowed ?? []).Contains(Short(target))))
                yield return $"{project.Name} references {target}, which is against the arrows. Maybe the word it needs belongs into Domain or Contracts?";
            if (Short(project.Name) == "Domain" && project.Packages.Count > 0)
                yield return $"{project.Name} takes the package {project.Packages[0]}. Maybe what needs it belongs outside the domain?";
            if (Short(project.Name) != "Engine" && project.Packages.FirstOrDefault(IsSolver) is { } solver)
                yield return $"{project.Name} takes the package {solver}, which only the engine may. Maybe call the engine instead?";
        }
    }

    private static string Short(string name) => name.Replace("StudioScheduler.", "", StringComparison.Ordinal);

    private static bool IsSolver(string package) => package.StartsWith("Google.OrTools", StringComparison.Ordinal);
}
