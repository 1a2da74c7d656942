using System.Text.RegularExpressions;

namespace StudioScheduler.Tests.Architecture;

/// <summary>A line of a bash block in a README, in words.</summary>
internal sealed record ReadmeCommand(string File, string[] Words)
{
    /// <summary>The project that it runs, and with what; null where it runs something else.</summary>
    public (string Project, IReadOnlyList<string> Arguments)? Run =>
        Words is ["dotnet", "run", "--project", var project, .. var rest] ? (project, [.. rest.SkipWhile(word => word != "--").Skip(1)]) : null;
}

/// <summary>Fence: a README names only what exists: commands of its bash blocks, files of its links.</summary>
internal static partial class ReadmeCommands
{
    public static IEnumerable<ReadmeCommand> Of(SourceFile readme) =>
        from Match block in BashBlock().Matches(readme.Text)
        from line in block.Groups["lines"].Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        where !line.StartsWith('#')
        select new ReadmeCommand(readme.Path, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <param name="exists">Whether a file or folder exists, by its path from the root.</param>
    public static IEnumerable<string> Breaches(IEnumerable<SourceFile> readmes, Func<string, bool> exists)
    {
        foreach (var readme in readmes)
        {
            foreach (var command in Of(readme))
            {
                var program = command.Run?.Project ?? command.Words[0];
                var file = command.Run is null ? program : $"{program}/{Path.GetFileName(program)}.csproj";
                if (program == "dotnet")
                    yield return $"{readme.Path}: '{string.Join(' ', command.Words)}' is not checked. Maybe 'dotnet run --project X'?";
                else if (!exists(file))
                    yield return $"{readme.Path}: '{program}' does not exist. Maybe it was renamed?";
            }

            foreach (Match link in Link().Matches(readme.Text))
            {
                var folder = Path.GetDirectoryName(readme.Path)!;
                if (!exists(Path.Combine(folder, link.Groups["path"].Value)))
                    yield return $"{readme.Path}: the link to '{link.Groups["path"].Value}' leads nowhere. Maybe it is not relative to {folder}/?";
            }
        }
    }

    [GeneratedRegex(@"^```bash\n(?<lines>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BashBlock();

    [GeneratedRegex(@"\]\((?!https?:|#)(?<path>[^)#\s]+)")]
    private static partial Regex Link();
}
