using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Repairing;

/// <summary>How much of a repair hangs on people hearing of it in time.</summary>
internal static class ChangeRisk
{
    // Below this notice a change may not reach a crew before it sets out; from the second on it is as good as any.
    private const double ShortNotice = 4 * 60;
    private const double EasyNotice = 24 * 60;

    /// <summary>
    /// 0 to 1: one less the product over all changes of the chance that it comes through, taken as 1 for a day's notice, 0.9 for four
    /// hours and less, straight between; crews that have acknowledged the old place count double.
    /// </summary>
    public static double Of(Placements after)
    {
        var index = after.Index;
        var now = index.Now ?? 0;
        var comesThrough = 1.0;
        foreach (var block in index.Blocks)
        {
            if (block.Published is not { } was || after[block.Index] == was || block.Told == Told.Unsent)
            {
                continue;
            }

            var first = Math.Min(was.Start, after[block.Index]?.Start ?? was.Start);
            var share = Math.Clamp((EasyNotice - (first - now)) / (EasyNotice - ShortNotice), 0, 1);
            var chance = 1 - (0.1 * share);
            comesThrough *= block.Told == Told.Acknowledged ? chance * chance : chance;
        }

        return Math.Round(1 - comesThrough, 3);
    }
}
