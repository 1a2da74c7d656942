using System.Runtime.CompilerServices;

namespace StudioScheduler.Tests.Architecture;

/// <summary>The source tree that these tests were compiled from.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files below <paramref name="folder"/>, without what a build leaves there; paths from the root, with '/', in ordinal order.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules" or "data"))
            .Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Builds in CI map source paths away (<c>/_/</c>): then the tests' own folder, below the root, leads there.</summary>
    private static string FindRoot([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { Path.GetDirectoryName(here)!, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "StudioScheduler.sln")))
                    return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No StudioScheduler.sln above '{AppContext.BaseDirectory}'. Maybe the tests were copied away from the source tree?");
    }
}
