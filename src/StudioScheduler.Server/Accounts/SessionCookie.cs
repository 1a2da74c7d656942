using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace StudioScheduler.Server.Accounts;

/// <summary>
/// Signs a request in by its session cookie, or a program by its token as a bearer. The cookie is nothing but the secret of a row in the database: there is nothing in it to
/// forge or to go stale, and it survives restarts and other servers without shared keys.
/// </summary>
public sealed class SessionCookie(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";
    public const string Name = "studio-session";

    private const string Bearer = "Bearer ";

    public static void Set(HttpContext http, string secret) => http.Response.Cookies.Append(Name, secret, OptionsFor(http, Sessions.Lifetime));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, OptionsFor(http, null));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var secret = Request.Headers.Authorization.ToString() is ['B' or 'b', ..] header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : Request.Cookies[Name];
        if (secret is not { Length: > 20 and < 100 })
        {
            return AuthenticateResult.NoResult();
        }

        return await sessions.FindAsync(secret, Context.RequestAborted) is { } visitor
            ? AuthenticateResult.Success(new(visitor.ToPrincipal(SchemeName), SchemeName))
            : AuthenticateResult.Fail("the session has ended");
    }

    /// <summary>A person is shown the door; a program gets its 401.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static CookieOptions OptionsFor(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        // Over plain http the browser would refuse it; the embedded server listens on loopback without a certificate.
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}

internal static class VisitorOfRequest
{
    /// <exception cref="InvalidOperationException">The route let somebody in who is not signed in.</exception>
    public static Visitor Visitor(this HttpContext http) => http.User.Visitor();

    public static Visitor Visitor(this ClaimsPrincipal user) =>
        Accounts.Visitor.Of(user) ?? throw new InvalidOperationException("nobody is signed in. Maybe the route lacks RequireAuthorization.");
}
