using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Engine.Rules;

/// <summary>Windows in which somebody is away or a stage is closed.</summary>
internal static class Absences
{
    /// <summary>The first window that a block would overlap at a place; null where it overlaps none.</summary>
    public static Interval? FirstMet(Interval[] windows, IndexedBlock block, Placement at)
    {
        var during = new Interval(at.Start, at.Start + block.DurationMinutes);
        foreach (var window in windows)
        {
            if (window.Overlaps(during))
            {
                return window;
            }
        }

        return null;
    }
}
