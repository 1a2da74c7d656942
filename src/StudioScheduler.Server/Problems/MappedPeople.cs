using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Problems;

internal static class MappedPeople
{
    public static IEnumerable<Crew> Crews(PlanFacts facts, PlanHorizon horizon, Worked worked) => facts.Crews.Select(c => new Crew
    {
        Id = new(c.Id),
        Name = c.Name,
        Production = c.ProductionId,
        Unavailable = [.. Away(facts, horizon, a => a.CrewId == c.Id).Concat(Gone(c, horizon))],
        Shift = new(c.ShiftMaxMinutes, c.ShiftMinRestMinutes),
        LastWorked = worked.LastShift(b => b.CrewId == c.Id, c.ShiftMinRestMinutes),
    });

    public static ImmutableArray<Person> People(PlanFacts facts, PlanHorizon horizon, Worked worked) =>
    [
        .. facts.People.Select(p => new Person
        {
            Id = new(p.Id),
            Name = p.Name,
            Unavailable = [.. Away(facts, horizon, a => a.PersonId == p.Id)],
            Shift = p is { ShiftMaxMinutes: { } most, ShiftMinRestMinutes: { } rest } ? new ShiftRule(most, rest) : null,
            LastWorked = worked.LastShift(b => b.People.Contains(p.Id), p.ShiftMinRestMinutes ?? 0),
            PresenceRate = p.PresenceRate,
        }),
    ];

    private static IEnumerable<TimeWindow> Away(PlanFacts facts, PlanHorizon horizon, Func<Model.Absence, bool> concerns) => facts.Absences
        .Where(a => concerns(a) && a.To > horizon.Start && a.From < horizon.End)
        .Select(a => new TimeWindow(Minutes.Down(a.From), Minutes.Up(a.To)));

    private static IEnumerable<TimeWindow> Gone(Model.Crew crew, PlanHorizon horizon)
    {
        if (crew.EndsOn is { } ends && ends < horizon.End)
        {
            yield return new(Minutes.Down(ends), Minutes.Up(horizon.End).AddDays(1));
        }
    }
}
