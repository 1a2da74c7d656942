namespace StudioScheduler.Domain.Time;

/// <summary>The grid on which starts lie: every <see cref="StepMinutes"/> minutes, counted from the horizon's start (not from midnight).</summary>
/// <param name="Start">The horizon's start; minute 0.</param>
/// <param name="StepMinutes">5, 10, 15, 30 or 60.</param>
public sealed record TimeGrid(DateTimeOffset Start, int StepMinutes)
{
    /// <summary>Whole minutes from the horizon's start, negative before it.</summary>
    public long MinutesAt(DateTimeOffset instant) => (instant.UtcTicks - Start.UtcTicks) / TimeSpan.TicksPerMinute;

    /// <summary>The instant of a minute, in the horizon's own offset.</summary>
    public DateTimeOffset InstantAt(long minutes) => Start.AddMinutes(minutes);

    public bool IsOnGrid(long minutes) => minutes % StepMinutes == 0;

    /// <summary>The first grid minute at or after <paramref name="minutes"/>.</summary>
    public long RoundUp(long minutes)
    {
        var remainder = ((minutes % StepMinutes) + StepMinutes) % StepMinutes;
        return remainder == 0 ? minutes : minutes + StepMinutes - remainder;
    }

    public Interval Between(TimeWindow window) => new(MinutesAt(window.From), MinutesAt(window.To));
}

/// <summary>A half-open window between two instants, as files and the server hold it.</summary>
public readonly record struct TimeWindow(DateTimeOffset From, DateTimeOffset To)
{
    public bool Overlaps(TimeWindow other) => From < other.To && other.From < To;
}
