using System.Text.Json.Nodes;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Api;

/// <param name="Seconds">1 to 3600; 10 where none is given.</param>
/// <param name="Seed">1 where none is given.</param>
internal sealed record NewRun(int? Seconds, int? Seed);

internal static class RunRoutes
{
    public static async Task<IResult> StartAsync(HttpContext http, Guid id, NewRun input, Access access, StartPlanningRun start)
    {
        var visitor = http.Visitor();
        return await access.DraftAsync(visitor, id, http.RequestAborted) is { } draft
            ? (await start.RunAsync(draft.BaseId, id, RunKind.Plan, input.Seconds ?? 10, input.Seed ?? 1, visitor.AccountId, http.RequestAborted))
                .OrElse(run => TypedResults.Accepted($"/api/runs/{run.Id}", Shown(run)))
            : RefusalResult.Of(new NotFound("draft", id.ToString()));
    }

    public static async Task<IResult> GetAsync(HttpContext http, Guid id, Access access) =>
        await access.RunAsync(http.Visitor(), id, http.RequestAborted) is { } run ? TypedResults.Ok(Shown(run)) : RefusalResult.Of(new NotFound("run", id.ToString()));

    public static async Task<IResult> StopAsync(HttpContext http, Guid id, Access access, StopPlanningRun stop) =>
        await access.RunAsync(http.Visitor(), id, http.RequestAborted) is { } run
            ? (await stop.RunAsync(run.BaseId, id, http.RequestAborted)).OrElse(stopped => TypedResults.Accepted($"/api/runs/{id}", Shown(stopped)))
            : RefusalResult.Of(new NotFound("run", id.ToString()));

    private static object Shown(PlanningRun run) => new
    {
        run.Id, run.DraftId, run.Kind, run.BudgetSeconds, run.Seed, run.QueuedAt, run.StartedAt, run.EndedAt, run.Outcome, run.Error,
        Progress = run.Progress is null ? null : JsonNode.Parse(run.Progress),
        Remarks = run.Remarks is null ? null : JsonNode.Parse(run.Remarks),
    };
}
