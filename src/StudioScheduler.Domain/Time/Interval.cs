namespace StudioScheduler.Domain.Time;

/// <summary>
/// A half-open stretch of time in whole minutes from a problem's horizon start: <c>[From, To)</c>. Touching is not overlapping.
/// </summary>
/// <param name="From">First minute inside.</param>
/// <param name="To">First minute after it; never before <paramref name="From"/>.</param>
public readonly record struct Interval(long From, long To)
{
    /// <summary>Minutes in the interval; 0 for an empty one.</summary>
    public long Minutes => To - From;

    public bool IsEmpty => To <= From;

    public bool Contains(long minute) => minute >= From && minute < To;

    /// <summary>True where <paramref name="other"/> lies wholly inside.</summary>
    public bool Covers(Interval other) => other.From >= From && other.To <= To;

    public bool Overlaps(Interval other) => From < other.To && other.From < To;

    /// <summary>Minutes that both share; 0 where they only touch.</summary>
    public long OverlapMinutes(Interval other) => Math.Max(0, Math.Min(To, other.To) - Math.Max(From, other.From));

    public override string ToString() => $"[{From}, {To})";
}
