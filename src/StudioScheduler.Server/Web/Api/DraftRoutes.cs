using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Api;

/// <param name="Day">Any day of the week to plan, on the base's clock.</param>
internal sealed record NewDraft(DateOnly? Day, string? Name);

internal sealed record NewPlacement(string? Stage, DateTimeOffset? Start, bool IsPinned);

internal sealed record Publish(string? Reason);

internal static class DraftRoutes
{
    public static Task<IResult> ListAsync(HttpContext http, StudioDbContext db, string? @base) => BaseDoor.WithAsync(http, @base, async baseId =>
        TypedResults.Ok(await db.Drafts.AsNoTracking().Where(d => d.BaseId == baseId && d.PublishedAt == null && d.DiscardedAt == null)
            .OrderByDescending(d => d.CreatedAt).Take(100).ToListAsync(http.RequestAborted)));

    public static Task<IResult> CreateAsync(HttpContext http, NewDraft input, CreateDraft create, string? @base) => BaseDoor.WithAsync(http, @base, async baseId =>
    {
        InputFault[] faults = [.. InputYear.Faults("$.day", input.Day), .. InputText.OfLine("$.name", input.Name)];
        return faults.Length > 0
            ? RefusalResult.Of(new Invalid(faults))
            : (await create.OfWeekAsync(baseId, input.Day!.Value, input.Name, http.Visitor().AccountId, http.RequestAborted)).OrElse(draft =>
            {
                Revision.SetTag(http, draft.Revision);
                return TypedResults.Created($"/api/drafts/{draft.Id}", draft);
            });
    });

    public static Task<IResult> GetAsync(HttpContext http, Guid id, Access access, StudioDbContext db) => WithAsync(http, id, access, async draft =>
    {
        Revision.SetTag(http, draft.Revision);
        var placements = await db.Placements.AsNoTracking().Where(p => p.DraftId == id).OrderBy(p => p.Start).ThenBy(p => p.BlockId).ToListAsync(http.RequestAborted);
        return TypedResults.Ok(new { Draft = draft, Placements = placements.Select(p => new { Block = p.BlockId, Stage = p.StageId, p.Start, p.IsPinned }) });
    });

    public static Task<IResult> PlaceAsync(HttpContext http, Guid id, string block, NewPlacement input, Access access, PlaceBlock place) =>
        EditAsync(http, id, access, async (draft, by) => input is { Stage: { } stage, Start: { } start }
            ? await place.RunAsync(draft.BaseId, id, Revision.Given(http), block, stage, start, input.IsPinned, by, http.RequestAborted)
            : new Invalid([new(input.Stage is null ? "$.stage" : "$.start", "refusal.required")]));

    public static Task<IResult> UnplaceAsync(HttpContext http, Guid id, string block, Access access, UnplaceBlock unplace) =>
        EditAsync(http, id, access, (draft, by) => unplace.RunAsync(draft.BaseId, id, Revision.Given(http), block, by, http.RequestAborted));

    public static Task<IResult> UndoAsync(HttpContext http, Guid id, int edit, Access access, UndoEdit undo) =>
        EditAsync(http, id, access, (draft, by) => undo.RunAsync(draft.BaseId, id, Revision.Given(http), edit, by, http.RequestAborted));

    public static Task<IResult> DiscardAsync(HttpContext http, Guid id, Access access, DiscardDraft discard) =>
        EditAsync(http, id, access, (draft, _) => discard.RunAsync(draft.BaseId, id, Revision.Given(http), http.RequestAborted));

    public static Task<IResult> ChangesAsync(HttpContext http, Guid id, Access access, PublishDraft publish) => WithAsync(http, id, access, async draft =>
        (await publish.PreviewAsync(draft.BaseId, id, http.RequestAborted)).OrElse(changes => TypedResults.Ok(changes)));

    public static Task<IResult> PublishAsync(HttpContext http, Guid id, Publish input, Access access, PublishDraft publish) => WithAsync(http, id, access, async draft =>
        InputText.OfNote("$.reason", input.Reason).ToList() is { Count: > 0 } faults ? RefusalResult.Of(new Invalid(faults)) : (await publish.RunAsync(draft.BaseId, id, Revision.Given(http), input.Reason, http.Visitor().AccountId, http.RequestAborted))
            .OrElse(publication => TypedResults.Ok(publication)));

    private static Task<IResult> EditAsync(HttpContext http, Guid id, Access access, Func<Draft, Guid, Task<Answer<Draft>>> edit) =>
        WithAsync(http, id, access, async draft => (await edit(draft, http.Visitor().AccountId)).OrElse(changed =>
        {
            Revision.SetTag(http, changed.Revision);
            return TypedResults.Ok(new { changed.Id, changed.Revision });
        }));

    private static async Task<IResult> WithAsync(HttpContext http, Guid id, Access access, Func<Draft, Task<IResult>> use) =>
        await access.DraftAsync(http.Visitor(), id, http.RequestAborted) is { } draft
            ? await use(draft)
            : RefusalResult.Of(new NotFound("draft", id.ToString()));
}
