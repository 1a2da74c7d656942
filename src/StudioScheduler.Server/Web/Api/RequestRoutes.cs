using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Api;

internal static class RequestRoutes
{
    public static async Task<IResult> ListAsync(HttpContext http, RequestStates states, string? @base)
    {
        var visitor = http.Visitor();
        return Access.BaseOf(visitor, @base) is { } baseId
            ? TypedResults.Ok(await states.ListAsync(baseId, Access.ProductionsOf(visitor, baseId), http.RequestAborted))
            : RefusalResult.Of(new NotFound("base", @base ?? ""));
    }

    public static async Task<IResult> GetAsync(HttpContext http, Guid id, Access access, RequestStates states)
    {
        if (await access.RequestAsync(http.Visitor(), id, http.RequestAborted) is not { } request)
        {
            return RefusalResult.Of(new NotFound("request", id.ToString()));
        }

        Revision.SetTag(http, request.Revision);
        return TypedResults.Ok((await states.ListAsync(request.BaseId, [request.ProductionId], http.RequestAborted)).Single(r => r.Id == id));
    }

    public static async Task<IResult> SubmitAsync(HttpContext http, RequestInput input, StudioDbContext db, SubmitRequest submit, string? @base)
    {
        var visitor = http.Visitor();
        // Another's production is answered like one that does not exist.
        if (Access.BaseOf(visitor, @base) is not { } baseId || !Access.Produces(visitor, baseId, input.ProductionId)
            || !await db.Crews.AnyAsync(c => c.BaseId == baseId && c.Id == input.CrewId && c.ProductionId == input.ProductionId, http.RequestAborted))
        {
            return RefusalResult.Of(new NotFound("production", input.ProductionId));
        }

        return (await submit.RunAsync(baseId, input, visitor.AccountId, http.RequestAborted)).OrElse(request =>
        {
            Revision.SetTag(http, request.Revision);
            return TypedResults.Created($"/api/requests/{request.Id}", new { request.Id, request.Revision });
        });
    }

    public static async Task<IResult> WithdrawAsync(HttpContext http, Guid id, Access access, WithdrawRequest withdraw) =>
        await access.RequestAsync(http.Visitor(), id, http.RequestAborted) is { } request
            ? (await withdraw.RunAsync(request.BaseId, id, Revision.Given(http), http.RequestAborted)).OrElse(changed =>
            {
                Revision.SetTag(http, changed.Revision);
                return TypedResults.NoContent();
            })
            : RefusalResult.Of(new NotFound("request", id.ToString()));
}
