namespace StudioScheduler.Engine.Bounds;

/// <summary>When a climb gains too little to go on with it: asked after each turn, looks every so many.</summary>
/// <param name="turns">Between two looks.</param>
/// <param name="share">Of the distance to the best known cost: who closed less since the last look has settled.</param>
/// <param name="value">Where it begins, scaled.</param>
internal sealed class Settling(int turns, double share, double value)
{
    private int turn;

    /// <param name="now">The value after one more turn, scaled.</param>
    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public bool HasSettled(double now, double knownCost)
    {
        if (++turn % turns > 0)
        {
            return false;
        }

        var gain = now - value;
        value = now;
        return gain < share * Math.Abs(knownCost - now);
    }
}
