using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery.Board;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Outcomes;

namespace StudioScheduler.Server.Web.Api;

/// <param name="Secret">Only of robots: what the platform gave.</param>
internal sealed record NewSecret(string? Secret);

/// <summary>Ways to reach a recipient, for its producer and the base's manager. Recipients are named by kind and public id: <c>crew/crew-003</c>.</summary>
internal static class EndpointRoutes
{
    private const int MostLetters = 200;

    public static Task<IResult> ListAsync(HttpContext http, string kind, string subject, RecipientDoor door, EndpointList list, string? @base) =>
        door.WithKeptAsync(http, kind, subject, @base, async recipient => TypedResults.Ok(await list.OfAsync(recipient.Id, http.RequestAborted)));

    public static Task<IResult> AddAsync(HttpContext http, string kind, string subject, EndpointInput input, RecipientDoor door, AddEndpoint add, string? @base) =>
        door.WithKeptAsync(http, kind, subject, @base, async recipient =>
            (await add.RunAsync(recipient.Id, input, http.Visitor().AccountId, http.RequestAborted))
                .OrElse(made => TypedResults.Created($"/api/endpoints/{made.Endpoint.Id}", made)));

    public static async Task<IResult> DeadLettersAsync(HttpContext http, Guid id, Access access, DeadLetters letters) =>
        await access.EndpointAsync(http.Visitor(), id, http.RequestAborted) is { } endpoint
            ? TypedResults.Ok((await letters.ListAsync(endpoint.BaseId, id, MostLetters, http.RequestAborted))
                .Select(l => new { Delivery = l.DeliveryId, l.Epoch, l.Sequence, l.Version, l.Attempts, l.DeadAt, l.Error }))
            : RefusalResult.Of(new NotFound("endpoint", id.ToString()));

    public static async Task<IResult> ReplayAsync(HttpContext http, Guid id, Guid delivery, Access access, ReplayDelivery replay) =>
        await access.EndpointAsync(http.Visitor(), id, http.RequestAborted) is not null
            ? (await replay.RunAsync(id, delivery, http.Visitor().AccountId, http.RequestAborted)).OrElse(again => TypedResults.Ok(new { Delivery = again }))
            : RefusalResult.Of(new NotFound("endpoint", id.ToString()));

    public static Task<IResult> RotateAsync(HttpContext http, Guid id, NewSecret input, Access access, ChangeEndpoint change) =>
        WithAsync(http, id, access, () => change.RotateAsync(id, input.Secret, http.Visitor().AccountId, http.RequestAborted));

    public static Task<IResult> ChangeAsync(HttpContext http, Guid id, EndpointManners input, Access access, ChangeEndpoint change) =>
        WithAsync(http, id, access, () => change.MannersAsync(id, input, http.Visitor().AccountId, http.RequestAborted));

    public static Task<IResult> DisableAsync(HttpContext http, Guid id, Access access, ChangeEndpoint change) =>
        WithAsync(http, id, access, () => change.DisableAsync(id, http.Visitor().AccountId, http.RequestAborted));

    private static async Task<IResult> WithAsync(HttpContext http, Guid id, Access access, Func<Task<Answer<NewEndpoint>>> change) =>
        await access.EndpointAsync(http.Visitor(), id, http.RequestAborted) is not null
            ? (await change()).OrElse(changed => TypedResults.Ok(changed))
            : RefusalResult.Of(new NotFound("endpoint", id.ToString()));
}
