namespace StudioScheduler.Engine.Bounds;

/// <summary>The bound counts in whole scaled points so that a certified value has no rounding at all.</summary>
internal static class Scale
{
    /// <summary>Of one sixtieth of a point: rates are per hour, minutes are whole.</summary>
    public const long Sixtieth = 32;

    public const long Point = 60 * Sixtieth;

    /// <summary>The least whole number of points that is not below the scaled value, which is whole.</summary>
    public static long RoundUp(double scaled)
    {
        var (points, rest) = Math.DivRem((long)scaled, Point);
        return rest > 0 ? points + 1 : points;
    }
}
