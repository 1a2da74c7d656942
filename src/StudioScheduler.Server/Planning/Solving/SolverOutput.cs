using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using StudioScheduler.Engine;

namespace StudioScheduler.Server.Planning.Solving;

/// <summary>
/// Writes messages as lines, whole ones, from any thread. Where nobody reads any more the process ends at its next line.
/// </summary>
internal sealed class SolverOutput(Stream output) : IProgress<SolveProgress>
{
    private readonly Lock writing = new();

    // .NET's console stream hides that the reader has gone; a file stream says so.
    public static Stream OpenStandard() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    public void Report(SolveProgress value) => Write(new()
    {
        Progress = new(
            value.Seconds, value.Steps, value.Best.Hard, value.Best.Medium, value.Best.Soft, value.LeftOut, value.Bound?.Medium, value.Bound?.Soft),
    });

    public void Write(SolverMessage message)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(message, SolverMessage.Json);
        lock (writing)
        {
            try
            {
                output.Write(line);
                output.WriteByte((byte)'\n');
                output.Flush();
            }
            catch (IOException)
            {
                Environment.Exit(1);
            }
        }
    }
}
