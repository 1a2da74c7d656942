using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Api;

/// <summary>Lets a visitor through to a crew's stream, or answers as if there were none.</summary>
internal sealed class CrewDoor(Access access, StudioDbContext db)
{
    public async Task<IResult> WithAsync(HttpContext http, string crew, string? baseId, Func<Crew, Recipient, Task<IResult>> use)
    {
        if (await access.CrewAsync(http.Visitor(), crew, baseId, http.RequestAborted) is not { } found)
        {
            return RefusalResult.Of(new NotFound("crew", crew));
        }

        return await db.Recipients.AsNoTracking().SingleOrDefaultAsync(
            r => r.BaseId == found.BaseId && r.Kind == RecipientKind.Crew && r.Subject == found.Id, http.RequestAborted) is { } recipient
            ? await use(found, recipient)
            : RefusalResult.Of(new NotFound("crew", crew));
    }

    /// <summary>A manager or producer who looks at a crew's page has neither seen nor acknowledged for it: 403.</summary>
    public Task<IResult> WithOwnAsync(HttpContext http, string crew, string? baseId, Func<Recipient, Task<IResult>> use) =>
        WithAsync(http, crew, baseId, (found, recipient) => Access.IsOfCrew(http.Visitor(), found)
            ? use(recipient)
            : Task.FromResult<IResult>(TypedResults.StatusCode(StatusCodes.Status403Forbidden)));
}
