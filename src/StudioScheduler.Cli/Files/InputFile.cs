namespace StudioScheduler.Cli.Files;

/// <summary>Reads what a command is given; <c>-</c> is standard input.</summary>
internal static class InputFile
{
    public const string Standard = "-";

    public static async Task<byte[]> ReadAsync(string path, Session session, CancellationToken cancellation = default)
    {
        if (path == Standard)
        {
            await using var input = Console.OpenStandardInput();
            using var all = new MemoryStream();
            await input.CopyToAsync(all, cancellation);
            return all.ToArray();
        }

        try
        {
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInput(Reason(path, fault, session));
        }
    }

    private static string Reason(string path, Exception fault, Session session) =>
        Directory.Exists(path) ? session.Say("cli.input.directory", ("path", path))
        : fault is FileNotFoundException or DirectoryNotFoundException ? session.Say("cli.input.missing", ("path", path), ("full", Path.GetFullPath(path)))
        : fault is UnauthorizedAccessException ? session.Say("cli.input.forbidden", ("path", path))
        : session.Say("cli.input.unreadable", ("path", path), ("message", fault.Message));
}
