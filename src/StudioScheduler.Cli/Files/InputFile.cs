using StudioScheduler.Domain.Problems;

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
            return await UpToAsync(input, ProblemFile.MostBytes, cancellation);
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

    /// <summary>At most one byte more than allowed: enough to be told as too big, whatever still comes.</summary>
    internal static async Task<byte[]> UpToAsync(Stream input, int most, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        var buffer = new byte[Math.Min(most + 1, 128 * 1024)];
        while (all.Length <= most && await input.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most + 1 - all.Length)), cancellation) is > 0 and var read)
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private static string Reason(string path, Exception fault, Session session) =>
        Directory.Exists(path) ? session.Say("cli.input.directory", ("path", path))
        : fault is FileNotFoundException or DirectoryNotFoundException ? session.Say("cli.input.missing", ("path", path), ("full", Path.GetFullPath(path)))
        : fault is UnauthorizedAccessException ? session.Say("cli.input.forbidden", ("path", path))
        : session.Say("cli.input.unreadable", ("path", path), ("message", fault.Message));
}
