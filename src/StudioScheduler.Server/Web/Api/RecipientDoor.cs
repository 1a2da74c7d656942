using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Api;

/// <summary>Lets a visitor through to a recipient, named by kind and public id (<c>crew/crew-003</c>), or answers as if there were none.</summary>
internal sealed class RecipientDoor(Access access)
{
    /// <summary>Null for a word that is none.</summary>
    public static RecipientKind? KindOf(string word) => word switch
    {
        "crew" => RecipientKind.Crew,
        "producer" => RecipientKind.Producer,
        "team" => RecipientKind.PoolTeam,
        "person" => RecipientKind.Person,
        _ => null,
    };

    /// <summary>Whoever may read the stream.</summary>
    public async Task<IResult> WithAsync(HttpContext http, string kind, string subject, string? baseId, Func<Recipient, Task<IResult>> use) =>
        KindOf(kind) is { } known && await access.StreamAsync(http.Visitor(), known, subject, baseId, http.RequestAborted) is { } recipient
            ? await use(recipient)
            : RefusalResult.Of(new NotFound(kind, subject));

    /// <summary>Whoever speaks for the recipient; another reader has neither seen nor acknowledged for it: 403.</summary>
    public Task<IResult> WithOwnAsync(HttpContext http, string kind, string subject, string? baseId, Func<Recipient, Task<IResult>> use) =>
        WithAsync(http, kind, subject, baseId, recipient => Access.SpeaksFor(http.Visitor(), recipient)
            ? use(recipient)
            : Task.FromResult<IResult>(TypedResults.StatusCode(StatusCodes.Status403Forbidden)));

    /// <summary>Whoever may set up how the recipient is reached: its producer, the base's manager.</summary>
    public async Task<IResult> WithKeptAsync(HttpContext http, string kind, string subject, string? baseId, Func<Recipient, Task<IResult>> use) =>
        KindOf(kind) is { } known && await access.RecipientAsync(http.Visitor(), known, subject, baseId, http.RequestAborted) is { } recipient
            ? await use(recipient)
            : RefusalResult.Of(new NotFound(kind, subject));
}
