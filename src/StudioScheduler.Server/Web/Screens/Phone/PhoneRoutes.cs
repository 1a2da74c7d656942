using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Screens.Phone;

internal static class PhoneRoutes
{
    public static void MapPhone(this IEndpointRouteBuilder routes) => routes.MapGet("/crew/{crew}", ShowAsync).RequireAuthorization();

    private static async Task<IResult> ShowAsync(HttpContext http, string crew, Access access, StudioDbContext db, string? @base)
    {
        var visitor = http.Visitor();
        if (await access.CrewAsync(visitor, crew, @base, http.RequestAborted) is not { } found)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        return new RazorComponentResult<CrewPage>(new Dictionary<string, object?>
        {
            [nameof(CrewPage.Crew)] = found,
            [nameof(CrewPage.Base)] = await db.Bases.AsNoTracking().SingleAsync(b => b.Id == found.BaseId, http.RequestAborted),
            [nameof(CrewPage.SpeaksForCrew)] = Access.IsOfCrew(visitor, found),
        });
    }
}
