using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Bases.Import;

internal static class ImportedPeople
{
    public static IEnumerable<object> Of(
        Problem problem, string baseId, IReadOnlyDictionary<string, Model.Production> productions, DateTimeOffset now)
    {
        var crews = problem.Crews.Select(c => (object)new Model.Crew
        {
            BaseId = baseId,
            Id = c.Id.Value,
            ProductionId = productions[c.Production].Id,
            Name = c.Name,
            ShiftMaxMinutes = c.Shift.MaxMinutes,
            ShiftMinRestMinutes = c.Shift.MinRestMinutes,
        });
        var people = problem.People.Select(p => (object)new Model.Person
        {
            BaseId = baseId,
            Id = p.Id.Value,
            Name = p.Name,
            ShiftMaxMinutes = p.Shift?.MaxMinutes,
            ShiftMinRestMinutes = p.Shift?.MinRestMinutes,
            PresenceRate = p.PresenceRate,
        });
        var absences = problem.Crews.SelectMany(c => c.Unavailable.Select(w => (object)Away(baseId, w, now, c.Id.Value, null)))
            .Concat(problem.People.SelectMany(p => p.Unavailable.Select(w => (object)Away(baseId, w, now, null, p.Id.Value))));
        return crews.Concat(people).Concat(absences);
    }

    private static Model.Absence Away(string baseId, TimeWindow during, DateTimeOffset now, string? crew, string? person) => new()
    {
        Id = Guid.CreateVersion7(now), BaseId = baseId, CrewId = crew, PersonId = person, From = during.From, To = during.To, Reason = "",
    };
}
