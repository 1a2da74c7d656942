using System.Text.Json.Serialization;
using StudioScheduler.Server.Accounts;

namespace StudioScheduler.Server.Web.Api;

/// <summary>
/// The contents of the API. Everything takes and gives JSON; a change of something with a revision needs If-Match; refusals are problem
/// details. Where an account belongs to several bases, <c>?base=ID</c> says which.
/// </summary>
internal static class ApiRoutes
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddScoped<RecipientDoor>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            json.SerializerOptions.Converters.Add(new StorableText());
            // What says that it is there is there; items of lists are looked at where they are used.
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").RequireAuthorization();
        api.MapGet("/me", MeRoutes.Get);

        var requests = api.MapGroup("/requests").RequireAuthorization(Policies.Producer);
        requests.MapGet("/", RequestRoutes.ListAsync);
        requests.MapPost("/", RequestRoutes.SubmitAsync);
        requests.MapGet("/{id:guid}", RequestRoutes.GetAsync);
        requests.MapPost("/{id:guid}/withdraw", RequestRoutes.WithdrawAsync);

        var plan = api.MapGroup("/plan").RequireAuthorization(Policies.Manager);
        plan.MapGet("/", PlanRoutes.GetAsync);
        plan.MapGet("/escalations", PlanRoutes.EscalationsAsync);
        plan.MapPost("/versions/{version:int}/undo", PlanRoutes.UndoAsync);

        var delivery = api.MapGroup("/delivery").RequireAuthorization(Policies.Manager);
        delivery.MapGet("/board", DeliveryRoutes.BoardAsync);
        delivery.MapPost("/recipients/{recipient:guid}/resend", DeliveryRoutes.ResendAsync);
        delivery.MapGet("/channels", DeliveryRoutes.ChannelsAsync);
        delivery.MapGet("/dead-letters", DeliveryRoutes.DeadAsync);
        delivery.MapGet("/ledger.csv", DeliveryRoutes.LedgerAsync);

        var drafts = api.MapGroup("/drafts").RequireAuthorization(Policies.Manager);
        drafts.MapGet("/", DraftRoutes.ListAsync);
        drafts.MapPost("/", DraftRoutes.CreateAsync);
        drafts.MapGet("/{id:guid}", DraftRoutes.GetAsync);
        drafts.MapPut("/{id:guid}/placements/{block}", DraftRoutes.PlaceAsync);
        drafts.MapDelete("/{id:guid}/placements/{block}", DraftRoutes.UnplaceAsync);
        drafts.MapPost("/{id:guid}/edits/{edit:int}/undo", DraftRoutes.UndoAsync);
        drafts.MapGet("/{id:guid}/changes", DraftRoutes.ChangesAsync);
        drafts.MapPost("/{id:guid}/publish", DraftRoutes.PublishAsync);
        drafts.MapPost("/{id:guid}/discard", DraftRoutes.DiscardAsync);
        drafts.MapPost("/{id:guid}/runs", RunRoutes.StartAsync);

        var runs = api.MapGroup("/runs").RequireAuthorization(Policies.Manager);
        runs.MapGet("/{id:guid}", RunRoutes.GetAsync);
        runs.MapPost("/{id:guid}/stop", RunRoutes.StopAsync);

        var crews = api.MapGroup("/crews/{crew}");
        crews.MapGet("/", CrewRoutes.SnapshotAsync);
        crews.MapGet("/stream", CrewRoutes.StreamAsync);
        crews.MapGet("/notices", CrewRoutes.NoticesAsync);
        crews.MapPost("/receipts", CrewRoutes.ReceiveAsync);
        crews.MapPost("/acknowledgements", CrewRoutes.AcknowledgeAsync);
        crews.MapPost("/links", CrewRoutes.InviteAsync).RequireAuthorization(Policies.Manager);
        crews.MapPost("/revoke", CrewRoutes.RevokeAsync).RequireAuthorization(Policies.Producer);
        crews.MapPost("/tokens", CrewRoutes.TokenAsync).RequireAuthorization(Policies.Producer);

        var recipients = api.MapGroup("/recipients/{kind}/{subject}");
        recipients.MapGet("/", RecipientRoutes.SnapshotAsync);
        recipients.MapGet("/stream", RecipientRoutes.StreamAsync);
        recipients.MapGet("/notices", RecipientRoutes.NoticesAsync);
        recipients.MapPost("/receipts", RecipientRoutes.ReceiveAsync);
        recipients.MapPost("/acknowledgements", RecipientRoutes.AcknowledgeAsync);
        recipients.MapPost("/links", RecipientRoutes.InviteAsync).RequireAuthorization(Policies.Manager);
        recipients.MapGet("/endpoints", EndpointRoutes.ListAsync).RequireAuthorization(Policies.Producer);
        recipients.MapPost("/endpoints", EndpointRoutes.AddAsync).RequireAuthorization(Policies.Producer);

        var endpoints = api.MapGroup("/endpoints/{id:guid}").RequireAuthorization(Policies.Producer);
        endpoints.MapPut("/", EndpointRoutes.ChangeAsync);
        endpoints.MapPost("/rotate", EndpointRoutes.RotateAsync);
        endpoints.MapPost("/disable", EndpointRoutes.DisableAsync);
        endpoints.MapGet("/dead-letters", EndpointRoutes.DeadLettersAsync);
        endpoints.MapPost("/dead-letters/{delivery:guid}/replay", EndpointRoutes.ReplayAsync);
    }
}
