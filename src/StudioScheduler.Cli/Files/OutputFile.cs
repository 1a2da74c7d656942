namespace StudioScheduler.Cli.Files;

/// <summary>
/// Where a result goes; <c>-</c> is standard output. A file appears whole or not at all: it is written beside its place and renamed.
/// Whether it can be written is tried before the work begins, so that nothing is lost for a wrong path.
/// </summary>
internal sealed class OutputFile
{
    private readonly string path;
    private readonly Session session;

    private OutputFile(string path, Session session)
    {
        this.path = path;
        this.session = session;
    }

    public string Name => path;

    public bool IsStandardOutput => path == InputFile.Standard;

    /// <param name="problem">What is read and must never be replaced, whatever the result.</param>
    /// <exception cref="BadInput">The path cannot be written, or is the problem's.</exception>
    public static OutputFile Open(string path, Session session, string? problem = null)
    {
        var output = new OutputFile(path, session);
        if (!output.IsStandardOutput)
        {
            MustNotBe(path, problem, session);
            output.Try();
        }

        return output;
    }

    /// <exception cref="BadInput">What would be written is the problem.</exception>
    public static void MustNotBe(string path, string? problem, Session session)
    {
        if (problem is { Length: > 0 } and not InputFile.Standard && path.Length > 0 && RealPath.AreSame(path, problem))
        {
            throw new BadInput(session.Say("cli.output.problem", ("path", path)));
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> content)
    {
        try
        {
            if (IsStandardOutput)
            {
                await session.Out.FlushAsync();
                await using var output = Console.OpenStandardOutput();
                await output.WriteAsync(content);
            }
            else
            {
                await PlaceAsync(path, content);
            }
        }
        catch (Exception fault) when (IsOfTheDisk(fault))
        {
            // the path was writable when the work began: save the work elsewhere and say where
            var rescue = Path.Combine(Path.GetTempPath(), $"studio-{Environment.ProcessId}-{(IsStandardOutput ? "result.json" : Path.GetFileName(path))}");
            try
            {
                await PlaceAsync(rescue, content);
            }
            catch (Exception again) when (IsOfTheDisk(again))
            {
                throw new BadInput(session.Say("cli.output.forbidden", ("path", path), ("message", fault.Message)));
            }

            throw new BadInput(session.Say("cli.output.rescued", ("path", path), ("message", fault.Message), ("rescue", rescue)));
        }
    }

    private static async Task PlaceAsync(string path, ReadOnlyMemory<byte> content)
    {
        // a link stays a link: what it points to is replaced
        var target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        if (File.Exists(target) && !IsOrdinary(target))
        {
            await File.WriteAllBytesAsync(target, content);
            return;
        }

        var beside = Beside(target);
        try
        {
            await File.WriteAllBytesAsync(beside, content);
            File.Move(beside, target, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static string Beside(string target) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(target))!, $".{Path.GetFileName(target)}.{Environment.ProcessId}.part");

    /// <summary>False for /dev/stdout and the like, which cannot be replaced.</summary>
    private static bool IsOrdinary(string target) => (File.GetAttributes(target) & FileAttributes.Device) == 0 && !Path.GetFullPath(target).StartsWith("/dev/", StringComparison.Ordinal);

    private static bool IsOfTheDisk(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private void Try()
    {
        var folder = path.Length == 0 ? null : Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || Directory.Exists(path))
        {
            throw new BadInput(session.Say("cli.output.directory", ("path", path)));
        }

        if (!Directory.Exists(folder))
        {
            throw new BadInput(session.Say("cli.output.no-folder", ("path", path), ("folder", folder)));
        }

        if (File.Exists(path) && !IsOrdinary(path))
        {
            return;
        }

        try
        {
            if (File.Exists(path))
            {
                // opened and closed: it may be there and be read-only
                using var existing = new FileStream(path, FileMode.Open, FileAccess.Write);
            }

            var beside = Beside(path);
            using (new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
            }

            File.Delete(beside);
        }
        catch (Exception fault) when (IsOfTheDisk(fault))
        {
            throw new BadInput(session.Say("cli.output.forbidden", ("path", path), ("message", fault.Message)));
        }
    }
}
