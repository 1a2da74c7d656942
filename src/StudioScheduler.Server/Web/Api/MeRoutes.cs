using StudioScheduler.Server.Accounts;

namespace StudioScheduler.Server.Web.Api;

internal static class MeRoutes
{
    public static IResult Get(HttpContext http)
    {
        var visitor = http.Visitor();
        return TypedResults.Ok(new { visitor.Name, visitor.Belongings });
    }
}
