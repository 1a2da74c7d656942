using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Screens.Reach;

/// <param name="Name">May be in both languages.</param>
public sealed record ReachableRecipient(Guid Id, RecipientKind Kind, string Subject, string Name);

/// <summary>Whose ways to be reached a visitor may set up, with their names.</summary>
public sealed class ReachList(StudioDbContext db, Access access)
{
    public async Task<IReadOnlyList<ReachableRecipient>> OfAsync(Visitor visitor, string baseId, CancellationToken cancellation = default)
    {
        var names = new Dictionary<(RecipientKind, string), string>();
        await foreach (var crew in db.Crews.AsNoTracking().Where(c => c.BaseId == baseId && c.EndsOn == null).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            names[(RecipientKind.Crew, crew.Id)] = crew.Name;
        }

        await foreach (var production in db.Productions.AsNoTracking().Where(p => p.BaseId == baseId).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            names[(RecipientKind.Producer, production.Id)] = production.Title;
        }

        await foreach (var pool in db.Pools.AsNoTracking().Where(p => p.BaseId == baseId).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            names[(RecipientKind.PoolTeam, pool.Id)] = pool.Name;
        }

        await foreach (var person in db.People.AsNoTracking().Where(p => p.BaseId == baseId).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            names[(RecipientKind.Person, person.Id)] = person.Name;
        }

        return
        [
            .. (await access.RecipientsAsync(visitor, baseId, cancellation)).Where(r => names.ContainsKey((r.Kind, r.Subject)))
                .Select(r => new ReachableRecipient(r.Id, r.Kind, r.Subject, names[(r.Kind, r.Subject)]))
                .OrderBy(r => r.Kind).ThenBy(r => r.Subject, StringComparer.Ordinal),
        ];
    }
}
