namespace StudioScheduler.Server.Planning.Runs;

/// <summary>How long a run belongs to whoever works on it, and how often it says so.</summary>
/// <param name="Lease">A run whose worker has been silent for so long is taken by another.</param>
/// <param name="Beat">How often the lease is renewed, progress stored and a stop noticed.</param>
/// <param name="Attempts">A run that has been taken so often without an end has failed.</param>
public sealed record RunClock(TimeSpan Lease, TimeSpan Beat, int Attempts)
{
    public static RunClock Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1), 3);
}
