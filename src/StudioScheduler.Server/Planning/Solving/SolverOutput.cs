using System.Text.Json;
using StudioScheduler.Engine;

namespace StudioScheduler.Server.Planning.Solving;

/// <summary>
/// Writes messages as lines, whole ones, from any thread. Where nobody reads any more the process ends: a server that was killed
/// leaves no solver behind.
/// </summary>
internal sealed class SolverOutput(Stream output) : IProgress<SolveProgress>
{
    private readonly Lock writing = new();

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
