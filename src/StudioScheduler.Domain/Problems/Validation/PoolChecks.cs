using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems.Validation;

internal static class PoolChecks
{
    public static void Run(ProblemChecks checks)
    {
        checks.Number(Place.Root, "pools", checks.Problem.Pools.IsDefault ? 0 : checks.Problem.Pools.Length, 0, Limits.Rows);
        foreach (var (pool, place) in checks.Items(checks.Problem.Pools, Place.Root, "pools"))
        {
            checks.Text(place, "id", pool.Id.Value);
            checks.Text(place, "name", pool.Name);
            checks.Number(place, "capacity", pool.Capacity, 0, Limits.Units);
            var sound = new List<(TimeWindow During, Place At)>();
            foreach (var (exception, at) in checks.Items(pool.Exceptions, place, "exceptions"))
            {
                checks.Window(at, exception.During);
                checks.Number(at, "capacity", exception.Capacity, 0, Limits.Units);
                if (!checks.Faults.IsFaulty(at.PathOf("from")) && !checks.Faults.IsFaulty(at.PathOf("to")))
                {
                    sound.Add((exception.During, at));
                }
            }

            Overlaps(checks, sound);
        }
    }

    // By start; each is compared with the one that reaches farthest so far.
    private static void Overlaps(ProblemChecks checks, List<(TimeWindow During, Place At)> exceptions)
    {
        (TimeWindow During, Place At)? farthest = null;
        foreach (var exception in exceptions.OrderBy(e => e.During.From).ThenBy(e => e.During.To))
        {
            if (farthest is { } before && before.During.Overlaps(exception.During))
            {
                checks.Faults.Add(exception.At.ToString(), Rfc3339.Write(exception.During.From), "fault.exceptionsOverlap",
                    ("other", before.At.ToString()), ("to", Rfc3339.Write(before.During.To)));
            }

            farthest = farthest is { } far && far.During.To >= exception.During.To ? far : exception;
        }
    }
}
