namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// Threads that call the solver. Its own statics go when the process ends, and a solve that still runs then aborts the process: so the process
/// asks the last ones to end and waits for them.
/// </summary>
internal static class RunningSolves
{
    private static readonly TimeSpan PatienceAtExit = TimeSpan.FromSeconds(5);
    private static readonly Dictionary<Thread, CancellationTokenSource> Running = [];

    static RunningSolves() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        KeyValuePair<Thread, CancellationTokenSource>[] last;
        lock (Running)
        {
            last = [.. Running];
        }

        foreach (var (thread, ending) in last)
        {
            ending.Cancel();
            thread.Join(PatienceAtExit);
        }
    };

    /// <param name="ending">Makes the thread end soon.</param>
    public static void Add(Thread thread, CancellationTokenSource ending)
    {
        lock (Running)
        {
            Running.Add(thread, ending);
        }
    }

    /// <summary>As the last thing the thread does.</summary>
    public static void Remove(Thread thread)
    {
        lock (Running)
        {
            Running.Remove(thread);
        }
    }
}
