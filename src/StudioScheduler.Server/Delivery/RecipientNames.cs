using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery;

/// <summary>What people call the recipients of a base.</summary>
/// <param name="Crews">Crews that still work here, by id.</param>
/// <param name="All">Those who have left too: what they were told stays readable.</param>
public sealed record RecipientNames(IReadOnlyDictionary<string, string> Crews, IReadOnlyDictionary<(RecipientKind, string), string> All)
{
    public static async Task<RecipientNames> OfAsync(StudioDbContext db, string baseId, CancellationToken cancellation)
    {
        var crews = await db.Crews.AsNoTracking().Where(c => c.BaseId == baseId).Select(c => new { c.Id, c.Name, c.EndsOn }).ToListAsync(cancellation);
        var productions = await db.Productions.AsNoTracking().Where(p => p.BaseId == baseId).Select(p => new { p.Id, p.Title }).ToListAsync(cancellation);
        var pools = await db.Pools.AsNoTracking().Where(p => p.BaseId == baseId).Select(p => new { p.Id, p.Name }).ToListAsync(cancellation);
        var people = await db.People.AsNoTracking().Where(p => p.BaseId == baseId).Select(p => new { p.Id, p.Name }).ToListAsync(cancellation);
        var all = crews.Select(c => ((RecipientKind.Crew, c.Id), c.Name))
            .Concat(productions.Select(p => ((RecipientKind.Producer, p.Id), p.Title)))
            .Concat(pools.Select(p => ((RecipientKind.PoolTeam, p.Id), p.Name)))
            .Concat(people.Select(p => ((RecipientKind.Person, p.Id), p.Name)))
            .ToDictionary(n => n.Item1, n => n.Item2);
        return new(crews.Where(c => c.EndsOn is null).ToDictionary(c => c.Id, c => c.Name, StringComparer.Ordinal), all);
    }

    /// <summary>A subject without a name keeps its id.</summary>
    public string Of(Recipient recipient) => All.GetValueOrDefault((recipient.Kind, recipient.Subject), recipient.Subject);

    /// <summary>It is there, and a crew still works here.</summary>
    public bool IsHere(Recipient recipient) =>
        recipient.Kind == RecipientKind.Crew ? Crews.ContainsKey(recipient.Subject) : All.ContainsKey((recipient.Kind, recipient.Subject));
}
