using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Accounts;

/// <summary>A link opens one session, once, within its lifetime. There are no passwords.</summary>
public sealed class SignInLinks(StudioDbContext db, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <returns>The secret of the link; it is not kept.</returns>
    public async Task<string> IssueAsync(Guid accountId, Guid? by, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var secret = Secrets.New();
        db.SignInTokens.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            AccountId = accountId,
            Kind = TokenKind.Link,
            TokenHash = Secrets.HashOf(secret),
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        });
        db.Audit.Add(new() { Id = Guid.CreateVersion7(now), At = now, AccountId = by, Action = "IssueSignInLink", Subject = accountId.ToString() });
        await db.SaveChangesAsync(cancellation);
        return secret;
    }

    /// <summary>Whose link it is, without using it up: a chat program that looks at links for a preview must not spend them.</summary>
    public async Task<Account?> LookAsync(string secret, CancellationToken cancellation = default)
    {
        var token = await LiveAsync(secret, cancellation);
        return token is null ? null : await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == token.AccountId && a.DisabledAt == null, cancellation);
    }

    /// <summary>Uses the link up. Null where it is unknown, used, expired, revoked, or its account is closed: one answer for all of them.</summary>
    public async Task<Account?> UseAsync(string secret, CancellationToken cancellation = default)
    {
        if (await LiveAsync(secret, cancellation) is not { } token)
        {
            return null;
        }

        // Two clicks at once: the one whose update meets the unused row wins.
        var now = time.GetUtcNow();
        var won = await db.SignInTokens.Where(t => t.Id == token.Id && t.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), cancellation);
        return won == 1 ? await db.Accounts.SingleOrDefaultAsync(a => a.Id == token.AccountId && a.DisabledAt == null, cancellation) : null;
    }

    private async Task<SignInToken?> LiveAsync(string secret, CancellationToken cancellation)
    {
        if (secret.Length is < 20 or > 100)
        {
            return null;
        }

        var hash = Secrets.HashOf(secret);
        var now = time.GetUtcNow();
        return await db.SignInTokens.AsNoTracking().SingleOrDefaultAsync(
            t => t.TokenHash == hash && t.Kind == TokenKind.Link && t.UsedAt == null && t.RevokedAt == null && t.ExpiresAt > now, cancellation);
    }
}
