using System.Globalization;
using StudioScheduler.Engine;

namespace StudioScheduler.Cli;

/// <summary>
/// How a search goes, on standard error: one line that rewrites itself on a terminal, one line a second elsewhere. The search may
/// report from several threads.
/// </summary>
internal sealed class SolveProgressLine(Session session) : IProgress<SolveProgress>, IDisposable
{
    private const string ClearToEnd = "\u001b[K";

    private readonly Lock gate = new();
    private double nextAt;
    private bool isLineOpen;
    private bool hasEnded;

    private double Pause => session.ErrIsTerminal ? 0.1 : 1;

    public void Report(SolveProgress value)
    {
        lock (gate)
        {
            if (hasEnded || value.Seconds < nextAt)
            {
                return;
            }

            // the first line at once, the others at whole pauses
            nextAt = (Math.Floor(value.Seconds / Pause) + 1) * Pause;
            var line = Sentence(value);
            if (session.ErrIsTerminal)
            {
                session.Err.Write($"\r{line}{ClearToEnd}");
                isLineOpen = true;
            }
            else
            {
                session.Err.WriteLine(line);
            }
        }
    }

    /// <summary>A sentence of its own, below the progress.</summary>
    public void Talk(string sentence)
    {
        lock (gate)
        {
            CloseLine();
            session.Err.WriteLine(sentence);
        }
    }

    public void End()
    {
        lock (gate)
        {
            hasEnded = true;
            CloseLine();
        }
    }

    public void Dispose() => End();

    private void CloseLine()
    {
        if (isLineOpen)
        {
            session.Err.WriteLine();
            isLineOpen = false;
        }
    }

    private string Sentence(SolveProgress value) => session.Say("cli.solve.progress",
        ("seconds", value.Seconds.ToString("0.0", CultureInfo.InvariantCulture)),
        ("medium", value.Best.Medium),
        ("soft", value.Best.Soft),
        ("left", value.LeftOut),
        ("bound", value.Bound is { } bound ? session.Say("cli.solve.progress-bound", ("medium", bound.Medium), ("soft", bound.Soft)) : ""));
}
