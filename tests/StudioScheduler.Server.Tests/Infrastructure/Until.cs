using System.Diagnostics;

namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>Waits for something outside this process to become true; never longer than said, and says what did not happen.</summary>
internal static class Until
{
    /// <param name="what">The condition as a clause, for the error: "the broker listens".</param>
    /// <param name="seconds">The longest wait; a busy machine is slow, so be generous: a test that passes does not wait for it.</param>
    /// <param name="detail">What helps to understand a failure, read only then.</param>
    public static async Task TrueAsync(string what, double seconds, Func<Task<bool>> condition, Func<string>? detail = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed.TotalSeconds > seconds)
                throw new TimeoutException($"Not within {seconds} s: {what}. {detail?.Invoke()}");
            await Task.Delay(25);
        }
    }

    public static Task TrueAsync(string what, double seconds, Func<bool> condition, Func<string>? detail = null) =>
        TrueAsync(what, seconds, () => Task.FromResult(condition()), detail);
}
