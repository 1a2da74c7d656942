namespace StudioScheduler.Server.Planning.Solving;

/// <summary>How to start the solver: the server's own executable with its first word.</summary>
public sealed record SolverCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The executable that runs now, or <c>dotnet</c> with its library where it was started so (also from a test).</summary>
    public static SolverCommand Own { get; } = Find();

    private static SolverCommand Find()
    {
        var library = typeof(SolverCommand).Assembly.Location;
        var executable = OperatingSystem.IsWindows() ? Path.ChangeExtension(library, ".exe") : Path.ChangeExtension(library, null);
        if (library.Length == 0)
        {
            return new(Environment.ProcessPath!, ["solve"]);
        }

        return System.IO.File.Exists(executable) ? new(executable, ["solve"]) : new("dotnet", ["exec", library, "solve"]);
    }
}
