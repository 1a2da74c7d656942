using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Accounts;

/// <summary>What a crew's own program signs in with: <c>Authorization: Bearer …</c>. Ends like a session: by itself, with its account, or with every other.</summary>
public sealed class ApiTokens(StudioDbContext db, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(366);

    /// <returns>The token; it is not kept.</returns>
    public async Task<string> IssueAsync(Account account, Guid? by, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var secret = Secrets.New();
        var token = new SignInToken
        {
            Id = Guid.CreateVersion7(now), AccountId = account.Id, Kind = TokenKind.Api, TokenHash = Secrets.HashOf(secret), Name = Sessions.Stamp(account), CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        db.SignInTokens.Add(token);
        db.Audit.Add(new() { Id = Guid.CreateVersion7(now), At = now, AccountId = by, Action = "IssueApiToken", Subject = account.Id.ToString() });
        await db.SaveChangesAsync(cancellation);
        return secret;
    }
}
