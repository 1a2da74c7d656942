namespace StudioScheduler.Tests.Architecture;

/// <summary>A text file of the repository.</summary>
/// <param name="Path">From the root, with '/'.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>Migrations are made by a tool.</summary>
    public bool IsMigration => Path.Contains("/Migrations/", StringComparison.Ordinal);

    public static IReadOnlyList<SourceFile> AllOf(string folder, params string[] patterns) =>
        [.. patterns.SelectMany(pattern => Repository.Files(folder, pattern)).Select(path => new SourceFile(path, Repository.Read(path)))];
}
