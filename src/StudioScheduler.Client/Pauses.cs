namespace StudioScheduler.Client;

/// <summary>1, 2, 4 … 30 s between tries, so that a server that comes back is not run over.</summary>
internal sealed class Pauses(TimeProvider time)
{
    private const int Longest = 30;
    private int seconds = 1;

    public void Reset() => seconds = 1;

    public Task WaitAsync(CancellationToken cancellation)
    {
        var wait = seconds;
        seconds = Math.Min(Longest, seconds * 2);
        // Between tries on a line that is down nothing happens that could be waited for.
        return Task.Delay(TimeSpan.FromSeconds(wait), time, cancellation);
    }
}
