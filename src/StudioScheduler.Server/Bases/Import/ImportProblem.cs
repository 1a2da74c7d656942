using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Server.Storage;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Bases.Import;

/// <summary>
/// Makes a new base of a problem file: its places, people and blocks, the blocks as submitted requests, one for each crew and week.
/// <c>lastWorked</c>, pins and a published plan of the file are not taken over: a base makes its own history.
/// </summary>
public sealed class ImportProblem(StudioDbContext db, TimeProvider time)
{
    /// <summary>Adds everything to the context's transaction; the caller saves.</summary>
    /// <exception cref="InvalidOperationException">The base exists.</exception>
    public async Task<Model.Base> AddAsync(
        Problem problem, string baseId, string name, (double Latitude, double Longitude) place, CancellationToken cancellation = default)
    {
        if (await db.Bases.AnyAsync(b => b.Id == baseId, cancellation))
        {
            throw new InvalidOperationException($"the base '{baseId}' exists already. Maybe choose another id.");
        }

        var now = time.GetUtcNow();
        var studio = BaseOf(problem, baseId, name, place, now);
        db.Bases.Add(studio);
        db.AddRange(ImportedPlaces.Of(problem, baseId, now));
        var productions = ImportedProductions.Of(problem, baseId);
        db.Productions.AddRange(productions.Values);
        db.AddRange(ImportedPeople.Of(problem, baseId, productions, now));
        db.AddRange(ImportedRequests.Of(problem, studio, productions, now));
        db.AddRange(CrewRecipients(problem, baseId, now));
        db.Recipients.AddRange(productions.Values.Select(p => Recipients.New(baseId, Model.RecipientKind.Producer, p.Id, now)));
        db.Recipients.AddRange(problem.Pools.Select(p => Recipients.New(baseId, Model.RecipientKind.PoolTeam, p.Id.Value, now)));
        db.Recipients.AddRange(problem.People.Select(p => Recipients.New(baseId, Model.RecipientKind.Person, p.Id.Value, now)));
        return studio;
    }

    private static Model.Base BaseOf(Problem problem, string baseId, string name, (double Latitude, double Longitude) place, DateTimeOffset now) => new()
    {
        Id = baseId,
        Name = name,
        TimeZone = problem.TimeZone,
        Latitude = place.Latitude,
        Longitude = place.Longitude,
        StepMinutes = problem.StepMinutes,
        NightFrom = problem.Night.From,
        NightTo = problem.Night.To,
        SameZoneMoveMinutes = problem.Moves.SameZoneMinutes,
        Weights = problem.Weights,
        CreatedAt = now,
        NextBlockNumber = NextNumber(problem),
    };

    // New blocks are numbered after every imported one that looks like b-1042, so that no id is given twice.
    private static int NextNumber(Problem problem) => problem.Blocks
        .Select(b => b.Id.Value.StartsWith("b-", StringComparison.Ordinal) && int.TryParse(b.Id.Value.AsSpan(2), out var n) ? n : 0)
        .Append(1000).Max() + 1;

    private static IEnumerable<object> CrewRecipients(Problem problem, string baseId, DateTimeOffset now)
    {
        foreach (var crew in problem.Crews)
        {
            foreach (var row in Recipients.NewCrew(baseId, crew.Id.Value, "zh", now))
            {
                yield return row;
            }
        }
    }
}
