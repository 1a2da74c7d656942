using Microsoft.Net.Http.Headers;
using StudioScheduler.Server.Delivery.Calendars;

namespace StudioScheduler.Server.Web.Api;

/// <summary>The feed for calendar programs. They carry no session: the address is the key.</summary>
internal static class CalendarRoute
{
    public static void MapCalendar(this IEndpointRouteBuilder routes) => routes.MapMethods("/calendar/{secret}.ics", ["GET", "HEAD"], GetAsync).AllowAnonymous();

    private static async Task<IResult> GetAsync(HttpContext http, string secret, CalendarFeed feed)
    {
        if (await feed.ReadAsync(secret, http.RequestAborted) is not { } found)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        // Nobody between may answer for us: a revoked address must be dead at once.
        http.Response.Headers.CacheControl = "private, no-cache";
        return Matches(http, found.Tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Text(found.Text, "text/calendar", System.Text.Encoding.UTF8);
    }

    private static bool Matches(HttpContext http, string tag)
    {
        var ours = new EntityTagHeaderValue($"\"{tag}\"");
        http.Response.Headers.ETag = ours.ToString();
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(given => given.Compare(ours, useStrongComparison: false) || given.Equals(EntityTagHeaderValue.Any));
    }
}
