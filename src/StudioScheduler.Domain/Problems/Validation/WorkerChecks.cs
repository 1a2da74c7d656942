using System.Collections.Immutable;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems.Validation;

/// <summary>People and crews.</summary>
internal static class WorkerChecks
{
    public static void Run(ProblemChecks checks)
    {
        var problem = checks.Problem;
        checks.Number(Place.Root, "people", problem.People.IsDefault ? 0 : problem.People.Length, 0, Limits.Rows);
        foreach (var (person, place) in checks.Items(problem.People, Place.Root, "people"))
        {
            checks.Text(place, "id", person.Id.Value);
            checks.Text(place, "name", person.Name);
            Times(checks, place, person.Unavailable, person.LastWorked);
            Shift(checks, place, person.Shift);
            checks.Number(place, "presenceRate", person.PresenceRate ?? 0, 0, Limits.Rate);
        }

        checks.Number(Place.Root, "crews", problem.Crews.IsDefault ? 0 : problem.Crews.Length, 0, Limits.Rows);
        foreach (var (crew, place) in checks.Items(problem.Crews, Place.Root, "crews"))
        {
            checks.Text(place, "id", crew.Id.Value);
            checks.Text(place, "name", crew.Name);
            checks.Text(place, "production", crew.Production);
            Times(checks, place, crew.Unavailable, crew.LastWorked);
            Shift(checks, place, crew.Shift);
        }
    }

    private static void Times(ProblemChecks checks, Place place, ImmutableArray<TimeWindow> unavailable, TimeWindow? lastWorked)
    {
        foreach (var (window, at) in checks.Items(unavailable, place, "unavailable"))
        {
            checks.Window(at, window);
        }

        if (lastWorked is { } last)
        {
            var at = place.Member("lastWorked");
            checks.Window(at, last);
            if (last.From >= checks.Problem.Start && !checks.Faults.IsFaulty("start"))
            {
                checks.Faults.Add(at.PathOf("from"), Rfc3339.Write(last.From), "fault.lastWorkedLate", ("start", Rfc3339.Write(checks.Problem.Start)));
            }
        }
    }

    private static void Shift(ProblemChecks checks, Place place, ShiftRule? shift)
    {
        if (shift is not null)
        {
            checks.Minutes(place.Member("shift"), "maxMinutes", shift.MaxMinutes, 1);
            checks.Minutes(place.Member("shift"), "minRestMinutes", shift.MinRestMinutes, 1);
        }
    }
}
