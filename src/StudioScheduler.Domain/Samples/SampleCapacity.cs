using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Samples;

/// <summary>What a base can shoot: the measure of a sample's load.</summary>
internal static class SampleCapacity
{
    // a shift is not shot from end to end: moves, waiting for a set, light
    private const double ShotShareOfShift = 0.88;

    // a stage is redressed, lit and cleaned between crews
    private const double StageHoursADay = 14;

    /// <summary>
    /// Minutes of shooting over the horizon: one shift a day for each crew that is there, 14 hours a day for each stage,
    /// whichever is less.
    /// </summary>
    public static double Minutes(IEnumerable<Crew> crews, int stages, SampleWeek week) =>
        Math.Min(crews.Sum(c => c.Shift.MaxMinutes * ShotShareOfShift * (week.Days - c.Unavailable.Length)), StageMinutes(stages, week));

    public static double StageMinutes(int stages, SampleWeek week) => stages * StageHoursADay * 60 * week.Days;

    /// <summary>Stages by what can be shot on them as they stand.</summary>
    public static ImmutableDictionary<string, ImmutableArray<StageId>> StandingLooks(ImmutableArray<Stage> stages) =>
        stages.Where(s => s.Kind is SampleStages.StandingSet or SampleStages.Backlot)
            .GroupBy(s => s.Look!)
            .ToImmutableDictionary(g => g.Key, g => g.Select(s => s.Id).ToImmutableArray(), StringComparer.Ordinal);
}
