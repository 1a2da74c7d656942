using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Board;

/// <summary>What people call the recipients of a base. A subject without a name keeps its id.</summary>
/// <param name="Crews">Crews that still work here, by id.</param>
public sealed record RecipientNames(IReadOnlyDictionary<string, string> Crews, IReadOnlyDictionary<(RecipientKind, string), string> All)
{
    public static async Task<RecipientNames> OfAsync(StudioDbContext db, string baseId, CancellationToken cancellation)
    {
        var crews = await db.Crews.AsNoTracking().Where(c => c.BaseId == baseId).ToListAsync(cancellation);
        var productions = await db.Productions.AsNoTracking().Where(p => p.BaseId == baseId).Select(p => new { p.Id, p.Title }).ToListAsync(cancellation);
        var people = await db.People.AsNoTracking().Where(p => p.BaseId == baseId).Select(p => new { p.Id, p.Name }).ToListAsync(cancellation);
        var all = crews.Select(c => ((RecipientKind.Crew, c.Id), c.Name))
            .Concat(productions.Select(p => ((RecipientKind.Producer, p.Id), p.Title)))
            .Concat(people.Select(p => ((RecipientKind.Person, p.Id), p.Name)))
            .ToDictionary(n => n.Item1, n => n.Item2);
        return new(crews.Where(c => c.EndsOn is null).ToDictionary(c => c.Id, c => c.Name, StringComparer.Ordinal), all);
    }

    public string Of(Recipient recipient) => All.GetValueOrDefault((recipient.Kind, recipient.Subject), recipient.Subject);
}
