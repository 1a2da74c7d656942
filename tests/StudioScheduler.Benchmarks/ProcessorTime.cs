namespace StudioScheduler.Benchmarks;

/// <summary>
/// A clock that goes as fast as this process works: its processor time over its threads. What others do on the machine hardly moves it.
/// </summary>
internal sealed class ProcessorTime(int threads) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks / threads;
}
