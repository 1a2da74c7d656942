using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Accounts;

/// <summary>
/// What a cookie or a program's token stands for: a row that can be ended. Whoever holds a session long (a stream, a circuit) asks again
/// every <see cref="CheckEvery"/>, so that an ended one is dead everywhere within 5 s, on every server.
/// </summary>
public sealed class Sessions(StudioDbContext db, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(3);

    /// <returns>The secret for the cookie, and who they are.</returns>
    public async Task<(string Secret, Visitor Visitor)> OpenAsync(Account account, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var secret = Secrets.New();
        var session = new SignInToken
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            Kind = TokenKind.Session,
            TokenHash = Secrets.HashOf(secret),
            // The stamp that it was opened under: raising the account's ends it.
            Name = Stamp(account),
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        db.SignInTokens.Add(session);
        db.Audit.Add(new() { Id = Guid.CreateVersion7(now), At = now, AccountId = account.Id, Action = "SignIn", Subject = session.Id.ToString() });
        await db.SaveChangesAsync(cancellation);
        return (secret, await VisitorAsync(account, session.Id, cancellation));
    }

    /// <summary>Null where the session is unknown, ended or expired, or its account is closed.</summary>
    public async Task<Visitor?> FindAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = Secrets.HashOf(secret);
        var session = await db.SignInTokens.AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == hash && (t.Kind == TokenKind.Session || t.Kind == TokenKind.Api), cancellation);
        return await LiveAsync(session, cancellation);
    }

    public async Task<Visitor?> FindAsync(Guid sessionId, CancellationToken cancellation = default)
    {
        var session = await db.SignInTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Id == sessionId && (t.Kind == TokenKind.Session || t.Kind == TokenKind.Api), cancellation);
        return await LiveAsync(session, cancellation);
    }

    /// <summary>The visitors of those sessions that live, in two questions whatever their number.</summary>
    public async Task<IReadOnlyDictionary<Guid, Visitor>> FindAllAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var found = await (from token in db.SignInTokens.AsNoTracking()
                           join account in db.Accounts.AsNoTracking() on token.AccountId equals account.Id
                           where sessionIds.Contains(token.Id) && (token.Kind == TokenKind.Session || token.Kind == TokenKind.Api)
                               && token.RevokedAt == null && token.ExpiresAt > now && account.DisabledAt == null
                           select new { token, account }).ToListAsync(cancellation);
        var accounts = found.Select(f => f.account.Id).Distinct().ToList();
        var memberships = (await db.Memberships.AsNoTracking().Where(m => accounts.Contains(m.AccountId) && m.EndedAt == null)
            .OrderBy(m => m.CreatedAt).ToListAsync(cancellation)).ToLookup(m => m.AccountId);
        return found.Where(f => Stamp(f.account) == f.token.Name)
            .ToDictionary(f => f.token.Id, f => VisitorOf(f.account, f.token.Id, memberships[f.account.Id]));
    }

    public async Task EndAsync(Guid sessionId, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        await db.SignInTokens.Where(t => t.Id == sessionId && t.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), cancellation);
    }

    /// <summary>Ends every session and link of an account.</summary>
    public async Task EndAllAsync(Guid accountId, Guid? by, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        await db.Accounts.Where(a => a.Id == accountId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.SecurityStamp, a => a.SecurityStamp + 1), cancellation);
        await db.SignInTokens.Where(t => t.AccountId == accountId && t.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), cancellation);
        db.Audit.Add(new() { Id = Guid.CreateVersion7(now), At = now, AccountId = by, Action = "EndSessions", Subject = accountId.ToString() });
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<Visitor?> LiveAsync(SignInToken? session, CancellationToken cancellation)
    {
        if (session is null || session.RevokedAt is not null || session.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == session.AccountId && a.DisabledAt == null, cancellation);
        return account is null || Stamp(account) != session.Name ? null : await VisitorAsync(account, session.Id, cancellation);
    }

    private async Task<Visitor> VisitorAsync(Account account, Guid sessionId, CancellationToken cancellation)
    {
        var memberships = await db.Memberships.AsNoTracking().Where(m => m.AccountId == account.Id && m.EndedAt == null)
            .OrderBy(m => m.CreatedAt).ToListAsync(cancellation);
        return VisitorOf(account, sessionId, memberships);
    }

    private static Visitor VisitorOf(Account account, Guid sessionId, IEnumerable<Membership> memberships) =>
        new(account.Id, account.Name, sessionId, [.. memberships.Select(m => new Belonging(m.Role, m.Scope, m.BaseId, m.Subject))]);

    internal static string Stamp(Account account) => $"stamp-{account.SecurityStamp}";
}
