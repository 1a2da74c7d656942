using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Screens.Phone;

/// <summary>The pages of those who work on their feet: a crew's calls, a team's changeovers.</summary>
internal static class PhoneRoutes
{
    public static void MapPhone(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/crew/{crew}", (HttpContext http, string crew, Access access, StudioDbContext db, string? @base) =>
            ShowAsync(http, RecipientKind.Crew, crew, access, db, @base)).RequireAuthorization();
        routes.MapGet("/team/{team}", (HttpContext http, string team, Access access, StudioDbContext db, string? @base) =>
            ShowAsync(http, RecipientKind.PoolTeam, team, access, db, @base)).RequireAuthorization();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, RecipientKind kind, string subject, Access access, StudioDbContext db, string? baseId)
    {
        var visitor = http.Visitor();
        if (await access.StreamAsync(visitor, kind, subject, baseId, http.RequestAborted) is not { } found)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        return new RazorComponentResult<PhonePage>(new Dictionary<string, object?>
        {
            [nameof(PhonePage.Of)] = found,
            [nameof(PhonePage.Name)] = (await RecipientNames.OfAsync(db, found.BaseId, http.RequestAborted)).Of(found),
            [nameof(PhonePage.Base)] = await db.Bases.AsNoTracking().SingleAsync(b => b.Id == found.BaseId, http.RequestAborted),
            [nameof(PhonePage.Speaks)] = Access.SpeaksFor(visitor, found),
        });
    }
}
