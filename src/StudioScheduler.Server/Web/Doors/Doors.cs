using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;
using StudioScheduler.Server.Web.Screens;

namespace StudioScheduler.Server.Web.Doors;

/// <summary>The ways in and out, and the choice of language.</summary>
internal static class Doors
{
    private const string Limit = "enter";

    public static void MapDoors(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Home);
        routes.MapGet("/enter", ShowDoor).AllowAnonymous();
        routes.MapGet("/enter/{secret}", LookAtLinkAsync).AllowAnonymous().RequireRateLimiting(Limit);
        routes.MapPost("/enter", UseLinkAsync).AllowAnonymous().RequireRateLimiting(Limit);
        routes.MapPost("/leave", LeaveAsync);
        routes.MapGet("/language/{language}", ChooseLanguage).AllowAnonymous();
    }

    /// <summary>
    /// Guessing a link is hopeless (256 bits); this keeps a script from trying all the same. Counted by each server for itself, which only
    /// makes it milder.
    /// </summary>
    public static void AddDoors(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Limit, http => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
    });

    public static string HomeOf(Visitor visitor)
    {
        if (visitor.IsManager)
        {
            return "/week";
        }

        return visitor.Belongings.FirstOrDefault(b => b.Role is Role.Producer or Role.Crew or Role.Team) switch
        {
            { Role: Role.Producer } => "/requests",
            { Role: Role.Crew, Subject: var crew } => $"/crew/{Uri.EscapeDataString(crew)}",
            { Subject: var team } => $"/team/{Uri.EscapeDataString(team)}",
            null => "/enter",
        };
    }

    private static RedirectHttpResult Home(HttpContext http) => TypedResults.LocalRedirect(HomeOf(http.Visitor()));

    private static RazorComponentResult<EnterPage> ShowDoor(HttpContext http) =>
        new(new Dictionary<string, object?> { [nameof(EnterPage.Visitor)] = Visitor.Of(http.User) });

    /// <summary>Only shows a button: programs that fetch links for a preview must not use them up.</summary>
    private static async Task<RazorComponentResult<EnterPage>> LookAtLinkAsync(HttpContext http, string secret, SignInLinks links, IAntiforgery forgery)
    {
        var account = await links.LookAsync(secret, http.RequestAborted);
        return new(new Dictionary<string, object?>
        {
            [nameof(EnterPage.Account)] = account,
            [nameof(EnterPage.Secret)] = secret,
            [nameof(EnterPage.FormToken)] = account is null ? null : forgery.GetAndStoreTokens(http).RequestToken,
            [nameof(EnterPage.IsDead)] = account is null,
        }) { StatusCode = account is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK };
    }

    private static async Task<IResult> UseLinkAsync(HttpContext http, [FromForm] string secret, SignInLinks links, Sessions sessions)
    {
        if (await links.UseAsync(secret, http.RequestAborted) is not { } account)
        {
            return new RazorComponentResult<EnterPage>(new Dictionary<string, object?> { [nameof(EnterPage.IsDead)] = true }) { StatusCode = StatusCodes.Status404NotFound };
        }

        var (session, visitor) = await sessions.OpenAsync(account, http.RequestAborted);
        SessionCookie.Set(http, session);
        return TypedResults.LocalRedirect(HomeOf(visitor));
    }

    private static async Task<RedirectHttpResult> LeaveAsync(HttpContext http, Sessions sessions)
    {
        await sessions.EndAsync(http.Visitor().SessionId, http.RequestAborted);
        SessionCookie.Clear(http);
        return TypedResults.LocalRedirect("/enter");
    }

    private static RedirectHttpResult ChooseLanguage(HttpContext http, string language, string? to)
    {
        Languages.Remember(http, language);
        return TypedResults.LocalRedirect(to is ['/', not '/' and not '\\', ..] ? to : "/");
    }
}
