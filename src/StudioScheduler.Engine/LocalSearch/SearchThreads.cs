namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Runs the parts of a search at the same time, each on a thread of its own, the first on the caller's.</summary>
internal static class SearchThreads
{
    /// <param name="run">Gets the part's number, from 0.</param>
    /// <exception cref="InvalidOperationException">A part threw; all have ended. A thread that dies would take the process with it.</exception>
    public static void Run(int count, Action<int> run)
    {
        var failures = new Exception?[count];
        void Guarded(int number)
        {
            try
            {
                run(number);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                failures[number] = error;
            }
        }

        var helpers = Enumerable.Range(1, count - 1).Select(i => new Thread(() => Guarded(i))).ToArray();
        foreach (var helper in helpers)
        {
            helper.Start();
        }

        Guarded(0);
        foreach (var helper in helpers)
        {
            helper.Join();
        }

        if (Array.Find(failures, f => f is not null) is { } failure)
        {
            throw new InvalidOperationException($"a search thread failed: {failure.Message}", failure);
        }
    }
}
