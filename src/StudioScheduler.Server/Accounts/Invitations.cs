using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Accounts;

/// <summary>Gives people an account with one membership; asked again for the same, it gives the account that exists.</summary>
public sealed class Invitations(StudioDbContext db, TimeProvider time)
{
    public Task<Account> ManagerAsync(string baseId, string name, CancellationToken cancellation = default) =>
        EnsureAsync(baseId, Role.Manager, MembershipScope.Base, baseId, name, cancellation);

    public Task<Account> ProducerAsync(string baseId, string productionId, string name, CancellationToken cancellation = default) =>
        EnsureAsync(baseId, Role.Producer, MembershipScope.Production, productionId, name, cancellation);

    public Task<Account> CrewAsync(string baseId, string crewId, string name, CancellationToken cancellation = default) =>
        EnsureAsync(baseId, Role.Crew, MembershipScope.Crew, crewId, name, cancellation);

    /// <summary>Whoever reads a recipient's stream on a page of its own.</summary>
    /// <exception cref="InvalidOperationException">A person: it has a calendar feed only.</exception>
    public Task<Account> ForAsync(Recipient recipient, string name, CancellationToken cancellation = default) => recipient.Kind switch
    {
        RecipientKind.Crew => CrewAsync(recipient.BaseId, recipient.Subject, name, cancellation),
        RecipientKind.Producer => ProducerAsync(recipient.BaseId, recipient.Subject, name, cancellation),
        RecipientKind.PoolTeam => EnsureAsync(recipient.BaseId, Role.Team, MembershipScope.Pool, recipient.Subject, name, cancellation),
        _ => throw new InvalidOperationException($"{recipient.Subject} is a {recipient.Kind} and has no page. Maybe a calendar feed?"),
    };

    private async Task<Account> EnsureAsync(string baseId, Role role, MembershipScope scope, string subject, string name, CancellationToken cancellation)
    {
        var known = await db.Memberships
            .Where(m => m.BaseId == baseId && m.Role == role && m.Scope == scope && m.Subject == subject && m.EndedAt == null)
            .Join(db.Accounts.Where(a => a.DisabledAt == null), m => m.AccountId, a => a.Id, (_, a) => a)
            .OrderBy(a => a.CreatedAt).FirstOrDefaultAsync(cancellation);
        if (known is not null)
        {
            return known;
        }

        var now = time.GetUtcNow();
        var account = new Account { Id = Guid.CreateVersion7(now), Name = name, CreatedAt = now };
        db.Accounts.Add(account);
        db.Memberships.Add(new()
        {
            Id = Guid.CreateVersion7(now), AccountId = account.Id, BaseId = baseId, Role = role, Scope = scope, Subject = subject, CreatedAt = now,
        });
        await db.SaveChangesAsync(cancellation);
        return account;
    }
}
