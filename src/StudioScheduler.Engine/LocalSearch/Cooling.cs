namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// The temperature over the budget: first that of a search for room (<see cref="SearchModel.ForRoom"/>) while less and less is left out,
/// then it falls geometrically from hot to cold, which settles wishes, waits and presence. Changed only between phases, while all threads wait.
/// </summary>
internal sealed class Cooling(Temperatures range, SearchSettings settings, bool isWarm)
{
    private long least = long.MaxValue;
    private double improvedAt;
    private double hot = range.Hot;
    private bool hasCooled;

    /// <summary>Fraction of the budget from which on it cools.</summary>
    public double From { get; private set; } = isWarm ? 0 : settings.HotUntil;

    /// <summary>Whether what is left out comes first at this fraction of the budget.</summary>
    public bool IsHot(double fraction) => fraction < From;

    /// <summary>The temperature at a fraction of the budget, in sixtieths of soft points.</summary>
    public double At(double fraction) =>
        fraction < From
            ? Between(range.RoomHot, range.RoomCold, fraction / settings.HotUntil)
            : Between(hot, range.Cold, (fraction - From) / (1 - From));

    /// <summary>Tells the best medium at the end of a phase, and the share of blocks that it leaves out; whether it cools from here on.</summary>
    public bool Tell(double fraction, long medium, double shareLeftOut)
    {
        if (medium < least)
        {
            least = medium;
            improvedAt = fraction;
        }

        // where little is left out, it is often because no schedule has it: then the time is better spent on soft
        var much = Math.Min(1, settings.PatienceScale * shareLeftOut);
        var patience = settings.LeastPatience + (settings.HotPatience * much);
        if (fraction < From && (medium == 0 || fraction - improvedAt >= patience))
        {
            From = fraction;
        }

        if (fraction < From)
        {
            return false;
        }

        if (!hasCooled && !isWarm)
        {
            hot *= 1 - (settings.CoolerAfterRoom * much);
        }

        hasCooled = true;
        return true;
    }

    private static double Between(double first, double last, double share) => first * Math.Pow(last / first, share);
}
