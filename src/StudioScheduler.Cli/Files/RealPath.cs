namespace StudioScheduler.Cli.Files;

/// <summary>Whether two paths lead to the same place, however they are spelled and over whichever links.</summary>
internal static class RealPath
{
    // as many as Linux follows
    private const int MostLinks = 40;

    private static readonly StringComparison Comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    public static bool AreSame(string one, string other) => string.Equals(Of(one), Of(other), Comparison);

    private static string Of(string path)
    {
        var links = 0;
        return Follow(Path.GetFullPath(path));

        string Follow(string full)
        {
            if (Path.GetDirectoryName(full) is not { } folder)
            {
                return full;
            }

            var here = Path.Combine(Follow(folder), Path.GetFileName(full));
            return new FileInfo(here).LinkTarget is { } target && ++links <= MostLinks
                ? Follow(Path.GetFullPath(target, Path.GetDirectoryName(here)!))
                : here;
        }
    }
}
