using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Rules;

/// <summary>
/// A person who works for one crew is never in two places and never out of their shift where the crew is not: while the crew keeps its rules
/// nobody need ask for the person's time or for a sequence of the person's own.
/// </summary>
internal static class ImpliedTour
{
    public static bool Is(ProblemIndex problem, IndexedWorker person) =>
        person.Blocks.Length == 0 || (CrewOf(problem, person) is { } crew && KeepsShifts(person, crew) && HasShortWays(problem, crew));

    /// <summary>The only crew that a person works for; null where there are several or none, or work before the horizon.</summary>
    public static IndexedWorker? CrewOf(ProblemIndex problem, IndexedWorker person)
    {
        if (person.Blocks.Length == 0 || person.LastWorked is not null)
        {
            return null;
        }

        var crew = problem.Blocks[person.Blocks[0]].Crew;
        return Array.TrueForAll(person.Blocks, b => problem.Blocks[b].Crew == crew) ? problem.Crews[crew] : null;
    }

    /// <summary>Each rest of the crew is one of the person's too, so each shift of the person lies in one of the crew's.</summary>
    public static bool KeepsShifts(IndexedWorker person, IndexedWorker crew) =>
        person.Shift is not { } own
        || (crew.Shift is { } ofCrew && own.MaxMinutes >= ofCrew.MaxMinutes && own.MinRestMinutes <= ofCrew.MinRestMinutes);

    // A person moves straight where the crew goes by a third stage for another block: that must not be the quicker way.
    private static bool HasShortWays(ProblemIndex problem, IndexedWorker crew)
    {
        var stages = crew.Blocks.SelectMany(b => problem.Blocks[b].Stages).Distinct().ToArray();
        var shortest = crew.Blocks.Min(b => problem.Blocks[b].DurationMinutes);
        return Array.TrueForAll(stages, from => Array.TrueForAll(stages, to => Array.TrueForAll(stages, by =>
            problem.MoveMinutes(from, to) <= problem.MoveMinutes(from, by) + shortest + problem.MoveMinutes(by, to))));
    }
}
