namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// The temperature over the budget: first hot, mostly that of a search for room (at the prices of <see cref="SearchModel.Coarse"/>), while less
/// and less is left out, then it falls geometrically from hot to cold, which settles wishes, waits and presence. Changed only between phases, while
/// all threads wait.
/// </summary>
internal sealed class Cooling(Temperatures range, SearchSettings settings, bool isWarm, bool isForRoom)
{
    private long least = long.MaxValue;
    private double improvedAt;
    private double hot = range.Hot;
    private double from;

    /// <summary>Whether what is left out comes first: until <see cref="Tell"/> says otherwise.</summary>
    public bool IsHot { get; private set; } = !isWarm;

    /// <summary>The temperature at a fraction of the budget, in sixtieths of soft points.</summary>
    public double At(double fraction) =>
        IsHot ? Between(range.RoomHot, range.RoomCold, fraction / settings.HotUntil) : Between(hot, range.Cold, (fraction - from) / (1 - from));

    /// <summary>Tells the best medium at the end of a phase, and the share of blocks that it leaves out; whether it cools from here on.</summary>
    public bool Tell(double fraction, long medium, double shareLeftOut)
    {
        if (!IsHot)
        {
            return true;
        }

        if (medium < least)
        {
            least = medium;
            improvedAt = fraction;
        }

        // where little is left out, it is often because no schedule has it: then the time is better spent on soft
        var much = Math.Min(1, settings.PatienceScale * shareLeftOut);
        var patience = settings.LeastPatience + (settings.HotPatience * much);
        if (medium > 0 && fraction < settings.HotUntil && fraction - improvedAt < patience)
        {
            return false;
        }

        IsHot = false;
        from = fraction;
        hot *= isForRoom ? 1 - (settings.CoolerAfterRoom * much) : 1;
        return true;
    }

    private static double Between(double first, double last, double share) => first * Math.Pow(last / first, share);
}
