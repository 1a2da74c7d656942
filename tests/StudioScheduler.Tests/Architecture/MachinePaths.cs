using System.Text.RegularExpressions;

namespace StudioScheduler.Tests.Architecture;

/// <summary>Fence: the repository speaks of the product, never of the machine it was written on.</summary>
internal static partial class MachinePaths
{
    public static IEnumerable<string> Breaches(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            foreach (Match path in HomePath().Matches(file.Text))
                yield return $"{file.Path}, line {file.Text.AsSpan(0, path.Index).Count('\n') + 1}: {path.Value} is a path of one machine. Maybe one relative to the repository?";
        }
    }

    // The first letters stand in classes so that this file does not find itself.
    [GeneratedRegex(@"(?<![\w.:/-])(?:/[h]ome/[a-z_][\w-]*|/[r]oot/[\w.]+|/[w]ork/[\w.]+|/[U]sers/\w+|[A-Z]:\\+[U]sers\\+\w+)")]
    private static partial Regex HomePath();
}
