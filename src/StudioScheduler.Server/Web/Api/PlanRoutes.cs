using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery.Escalation;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Api;

internal static class PlanRoutes
{
    /// <summary>The published plan between two instants; without them from a day ago to two weeks ahead.</summary>
    public static Task<IResult> GetAsync(
        HttpContext http, StudioDbContext db, TimeProvider time, DateTimeOffset? from, DateTimeOffset? to, string? @base) => BaseDoor.WithAsync(http, @base, async baseId =>
    {
        var (since, until) = (from ?? time.GetUtcNow().AddDays(-1), to ?? time.GetUtcNow().AddDays(14));
        var studio = await db.Bases.AsNoTracking().SingleAsync(b => b.Id == baseId, http.RequestAborted);
        var calls = await db.Assignments.AsNoTracking().Where(a => a.BaseId == baseId && a.UntilVersion == null && a.Start < until && a.End > since)
            .OrderBy(a => a.Start).ThenBy(a => a.BlockId).ToListAsync(http.RequestAborted);
        return TypedResults.Ok(new { Version = studio.PublishedNumber, Calls = calls.Select(c => new { Block = c.BlockId, Stage = c.StageId, c.Start, c.End }) });
    });

    /// <summary>What nobody has acknowledged in time, and what was done about it.</summary>
    public static Task<IResult> EscalationsAsync(HttpContext http, EscalationBoard board, string? @base) =>
        BaseDoor.WithAsync(http, @base, async baseId => TypedResults.Ok(await board.ListAsync(baseId, http.RequestAborted)));

    /// <summary>Takes the newest version back; within its undo window nobody hears of either.</summary>
    public static Task<IResult> UndoAsync(HttpContext http, int version, UndoPublication undo, string? @base) => BaseDoor.WithAsync(http, @base, async baseId =>
        (await undo.RunAsync(baseId, version, null, http.Visitor().AccountId, http.RequestAborted)).OrElse(made => TypedResults.Ok(made)));
}
