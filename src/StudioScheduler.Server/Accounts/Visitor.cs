using System.Security.Claims;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Accounts;

/// <summary>Who is asking, and what they belong to. Read anew from the database with every request; a circuit's copy is checked every few seconds.</summary>
public sealed record Visitor(Guid AccountId, string Name, Guid SessionId, IReadOnlyList<Belonging> Belongings)
{
    private const string BelongingClaim = "studio:belonging";
    private const string SessionClaim = "studio:session";

    public bool IsManager => Belongings.Any(b => b.Role == Role.Manager);

    public static Visitor? Of(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true }
        && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
        && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session)
            ? new(account, principal.Identity.Name ?? "", session, [.. principal.FindAll(BelongingClaim).Select(c => Belonging.Parse(c.Value))])
            : null;

    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, AccountId.ToString()));
        identity.AddClaim(new(ClaimTypes.Name, Name));
        identity.AddClaim(new(SessionClaim, SessionId.ToString()));
        foreach (var belonging in Belongings)
        {
            identity.AddClaim(new(BelongingClaim, belonging.ToString()));
            identity.AddClaim(new(ClaimTypes.Role, belonging.Role.ToString()));
        }

        return new(identity);
    }
}

/// <summary>A live membership: a role over one base, production, crew or person.</summary>
public sealed record Belonging(Role Role, MembershipScope Scope, string BaseId, string Subject)
{
    public override string ToString() => $"{Role}|{Scope}|{BaseId}|{Subject}";

    internal static Belonging Parse(string text) =>
        text.Split('|', 4) is [var role, var scope, var baseId, var subject]
            ? new(Enum.Parse<Role>(role), Enum.Parse<MembershipScope>(scope), baseId, subject)
            : throw new FormatException($"'{text}' is no membership. Maybe the cookie was made by another version.");
}
