namespace StudioScheduler.Domain.Problems;

/// <summary>
/// What a planning problem may hold at most, beyond what the contract says: so generous that no studio meets them, so tight that
/// minutes fit an <c>int</c>, no sum of the score overflows a <c>long</c> and no table outgrows memory. A file beyond one is refused.
/// </summary>
public static class Limits
{
    /// <summary>Any duration, gap, rest, shift maximum, move or changeover: nearly two years.</summary>
    public const int Minutes = 1_000_000;

    /// <summary>Yuan for an hour.</summary>
    public const int Rate = 10_000_000;

    /// <summary>Capacity of a pool and units of it.</summary>
    public const int Units = 1_000_000;

    public const int Weight = 1_000_000;

    /// <summary>From <c>start</c> to <c>end</c>.</summary>
    public const int HorizonDays = 366;

    /// <summary>How far from the horizon a pin, a published start or a start of a schedule may lie.</summary>
    public const int DaysAround = 3_660;

    public const int FirstYear = 1900;

    public const int LastYear = 2199;

    public const int Blocks = 100_000;

    /// <summary>Stages, crews, people, pools or changeover tables.</summary>
    public const int Rows = 20_000;

    /// <summary>Zones that stages lie in.</summary>
    public const int Zones = 2_000;

    /// <summary>The soft score of the worst schedule, before rates are divided by 60.</summary>
    public const long SoftScore = long.MaxValue / 4;
}
