using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// A person who works for one crew is never in two places and never out of their shift where the crew is not: then the model needs no
/// sequence of the person's own, which is most of its size.
/// </summary>
internal static class ImpliedTour
{
    public static bool Is(ProblemIndex problem, IndexedWorker person)
    {
        if (person.Blocks.Length == 0 || person.LastWorked is not null)
        {
            return person.Blocks.Length == 0;
        }

        var crew = problem.Crews[problem.Blocks[person.Blocks[0]].Crew];
        return Array.TrueForAll(person.Blocks, b => problem.Blocks[b].Crew == crew.Index)
            && (person.Shift is not { } own || IsWider(own, crew.Shift)) && HasShortWays(problem, crew);
    }

    // Each rest of the crew is one of the person's too, so each shift of the person lies in one of the crew's.
    private static bool IsWider(ShiftRule own, ShiftRule? ofCrew) =>
        ofCrew is not null && own.MaxMinutes >= ofCrew.MaxMinutes && own.MinRestMinutes <= ofCrew.MinRestMinutes;

    // A person moves straight where the crew goes by a third stage for another block: that must not be the quicker way.
    private static bool HasShortWays(ProblemIndex problem, IndexedWorker crew)
    {
        var stages = crew.Blocks.SelectMany(b => problem.Blocks[b].Stages).Distinct().ToArray();
        var shortest = crew.Blocks.Min(b => problem.Blocks[b].DurationMinutes);
        return Array.TrueForAll(stages, from => Array.TrueForAll(stages, to => Array.TrueForAll(stages, by =>
            problem.MoveMinutes(from, to) <= problem.MoveMinutes(from, by) + shortest + problem.MoveMinutes(by, to))));
    }
}
