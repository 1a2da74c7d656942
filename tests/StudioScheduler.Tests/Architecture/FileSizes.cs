namespace StudioScheduler.Tests.Architecture;

/// <summary>Fence: a file is one thought. Of a project's files 95 of 100 have fewer than 300 lines; pages count like code.</summary>
internal static class FileSizes
{
    public const int Budget = 300;

    public static IEnumerable<string> Breaches(IEnumerable<SourceFile> files)
    {
        var sizes = files.Where(file => !file.IsMigration).OrderBy(file => file.Lines).ToList();
        if (sizes.Count > 0 && Percentile(sizes, 95) is var reached and >= Budget)
            yield return $"95 of 100 files have up to {reached} lines, the budget is {Budget}. The longest: {string.Join(", ", sizes.TakeLast(5).Reverse().Select(file => $"{file.Path} {file.Lines}"))}. Maybe split them by thought?";
    }

    /// <summary>The smallest size that so many of a hundred files do not exceed.</summary>
    private static int Percentile(List<SourceFile> sorted, int percent) => sorted[(sorted.Count * percent + 99) / 100 - 1].Lines;
}
