namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Sixtieths of soft points.</summary>
/// <param name="RoomHot">While room is looked for, at first …</param>
/// <param name="RoomCold">… and at the latest moment of it.</param>
/// <param name="Hot">Then, at first …</param>
/// <param name="Cold">… and in the end.</param>
internal readonly record struct Temperatures(double RoomHot, double RoomCold, double Hot, double Cold)
{
    /// <summary>Scaled to what an average block of this schedule costs, so that every instance is searched alike.</summary>
    /// <param name="isForRoom">Whether the search looks for room first; if not, it is as hot before it cools as when it begins to.</param>
    public static Temperatures Of(SearchModel model, SearchState state, SearchSettings settings, bool isWarm, bool isForRoom)
    {
        var leftOut = settings.CostPerMedium * model.Blocks.Select(b => (double)b.LeftOutCost).DefaultIfEmpty(1).Average();
        var placed = model.Blocks.Length - state.LeftOut.Count;
        var average = placed == 0 ? 0 : (double)state.Cost / placed;
        if (average < 1)
        {
            // nothing has a price but leaving out: a fifth of an average block
            average = 0.2 * leftOut;
        }

        var hot = (isWarm ? settings.Warm : settings.Hot) * average;
        return new(isForRoom ? settings.RoomHot * leftOut : hot, isForRoom ? settings.RoomCold * leftOut : hot, hot, settings.Cold * average);
    }
}
