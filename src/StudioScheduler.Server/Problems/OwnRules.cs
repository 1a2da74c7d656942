using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Server.Problems;

/// <summary>The rules that a place breaks whatever else is planned: a pin that breaks one is dropped, a frozen block is free.</summary>
internal static class OwnRules
{
    /// <summary>The first rule's id, or null where the block can stand there.</summary>
    public static string? Broken(Problem problem, ShootingBlock block, StageId stageId, DateTimeOffset start)
    {
        var stage = problem.Stages.First(s => s.Id == stageId);
        var during = new TimeWindow(start, start.AddMinutes(block.DurationMinutes));
        return !block.Stages.Contains(stageId) ? "eligible-stage"
            : (start - problem.Start).Ticks % (problem.StepMinutes * TimeSpan.TicksPerMinute) != 0 ? "grid"
            : !Inside(during, block.Window) || !Inside(during, new(problem.Start, problem.End)) ? "window"
            : stage.Closed.Any(c => c.During.Overlaps(during)) ? "stage-open"
            : problem.Crews.First(c => c.Id == block.Crew).Unavailable.Any(during.Overlaps) ? "crew-available"
            : problem.People.Any(p => block.People.Contains(p.Id) && p.Unavailable.Any(during.Overlaps)) ? "person-available"
            : stage.OpenToSky && !HasLight(problem, block.Light, during) ? "light"
            : null;
    }

    private static bool HasLight(Problem problem, Light light, TimeWindow during) => light switch
    {
        Light.Day => problem.Daylight.Any(d => Inside(during, d)),
        Light.Night => !problem.Daylight.Any(during.Overlaps),
        _ => true,
    };

    private static bool Inside(TimeWindow inner, TimeWindow outer) => inner.From >= outer.From && inner.To <= outer.To;
}
