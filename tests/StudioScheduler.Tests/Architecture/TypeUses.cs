using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace StudioScheduler.Tests.Architecture;

/// <summary>One type leans on another: in a signature, an attribute or the body of a method. Full names.</summary>
internal sealed record TypeUse(string From, string FromNamespace, string To, string ToNamespace);

/// <summary>What leans on what, read from compiled assemblies, so that aliases, global usings and pages count too.</summary>
internal static class TypeUses
{
    /// <summary>A project of <c>src</c> as it was built beside these tests, in the same configuration.</summary>
    public static IReadOnlyList<TypeUse> OfProject(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var folder = Path.Combine(Repository.Root, "src", project, "bin", output.Parent!.Name, output.Name);
        return Read(folder, $"{project}.dll");
    }

    /// <summary>These tests themselves, for violations planted in them.</summary>
    public static IReadOnlyList<TypeUse> OfTheseTests() => Read(AppContext.BaseDirectory, Path.GetFileName(typeof(TypeUses).Assembly.Location));

    private static IReadOnlyList<TypeUse> Read(string folder, string file)
    {
        var code = new ArchLoader().LoadFilteredDirectory(folder, file).Build();
        return [.. code.Types.SelectMany(type => type.Dependencies.Select(use => Use(type, use.Target))).Distinct()];
    }

    private static TypeUse Use(IType from, IType to) => new(from.FullName, from.Namespace?.FullName ?? "", to.FullName, to.Namespace?.FullName ?? "");
}
