using System.Runtime.InteropServices;

namespace StudioScheduler.Cli;

/// <summary>
/// Ctrl-C or a polite kill asks the work to end with its best so far; the second one ends the process at once, as it would without us.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private int asked;

    /// <param name="atFirst">Called at the first signal, on the signal's thread.</param>
    public Interrupt(Action atFirst)
    {
        registrations = [Register(PosixSignal.SIGINT), Register(PosixSignal.SIGTERM)];

        PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                return;
            }

            context.Cancel = true;
            atFirst();
            source.Cancel();
        });
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }
}
