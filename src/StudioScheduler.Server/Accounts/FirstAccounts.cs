using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Accounts;

/// <summary>One account of each kind for a base that has none: who it is for, and the secret of its first link.</summary>
public sealed record FirstAccount(Role Role, string Name, string Secret);

/// <summary>The first door: whoever starts the server gets three links on the terminal, and nobody else can get in.</summary>
public sealed class FirstAccounts(StudioDbContext db, Invitations invitations, SignInLinks links)
{
    /// <summary>Empty where somebody has been invited already.</summary>
    public async Task<IReadOnlyList<FirstAccount>> MakeAsync(string baseId, CancellationToken cancellation = default) =>
        await db.Memberships.AnyAsync(cancellation) ? [] : await LinksAsync(baseId, cancellation);

    /// <summary>Fresh links for the same three accounts.</summary>
    public async Task<IReadOnlyList<FirstAccount>> LinksAsync(string baseId, CancellationToken cancellation = default)
    {
        var theBase = await db.Bases.SingleAsync(b => b.Id == baseId, cancellation);
        var crew = await db.Crews.Where(c => c.BaseId == baseId).OrderBy(c => c.Id).FirstOrDefaultAsync(cancellation);
        var made = new List<FirstAccount> { await LinkAsync(Role.Manager, await invitations.ManagerAsync(baseId, theBase.Name, cancellation), cancellation) };
        if (crew is not null)
        {
            var production = await db.Productions.SingleAsync(p => p.BaseId == baseId && p.Id == crew.ProductionId, cancellation);
            made.Add(await LinkAsync(Role.Producer, await invitations.ProducerAsync(baseId, production.Id, production.Title, cancellation), cancellation));
            made.Add(await LinkAsync(Role.Crew, await invitations.CrewAsync(baseId, crew.Id, crew.Name, cancellation), cancellation));
        }

        return made;
    }

    private async Task<FirstAccount> LinkAsync(Role role, Account account, CancellationToken cancellation) =>
        new(role, account.Name, await links.IssueAsync(account.Id, null, cancellation));
}
