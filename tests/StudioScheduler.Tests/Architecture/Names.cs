using System.Text.RegularExpressions;

namespace StudioScheduler.Tests.Architecture;

/// <summary>Fence: names that say where something was put instead of what it is.</summary>
internal static partial class Names
{
    private static readonly string[] Empty = ["Common", "Utils", "Util", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Managers", "Service", "Services", "Impl"];

    public static IEnumerable<string> Breaches(IEnumerable<SourceFile> files)
    {
        foreach (var file in files.Where(file => !file.IsMigration))
        {
            foreach (Match type in Declaration().Matches(file.Text))
            {
                if (Ending(type.Groups["name"].Value) is { } ending)
                    yield return $"{file.Path} declares {type.Groups["name"].Value}, and '{ending}' says nothing. Maybe name the thought it holds?";
            }

            // A folder is a word of its own; a page or a script has no declaration but its name.
            foreach (var part in file.Path.Split('/').Select(part => part.Split('.')[0]).Where(part => Empty.Contains(part)))
                yield return $"{file.Path} lies under the name '{part}', which says nothing. Maybe put it beside what uses it?";
        }
    }

    private static string? Ending(string name) => Empty.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|static|sealed|abstract|partial|readonly|ref|file|unsafe)\s+)*(?:class|record(?:\s+(?:class|struct))?|struct|interface|enum)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
