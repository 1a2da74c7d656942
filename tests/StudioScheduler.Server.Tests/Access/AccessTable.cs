namespace StudioScheduler.Server.Tests.Access;

/// <summary>Who may use a route, and what is answered to whom. A route of the server that is missing here fails the build.</summary>
/// <param name="Manager">Status for a manager of the base; the other columns alike.</param>
/// <param name="ForeignProducer">The crew and producer of another production ask for the objects of the first; a manager of another base too.</param>
/// <param name="Team">A turnover team of the base; null: nothing here is its, as for the foreign crew.</param>
/// <param name="Of">Whose stream: <c>crew/…</c>, <c>producer/…</c> or <c>team/…</c>; null: the first crew's.</param>
internal sealed record AccessRow(
    string Method, string Route, int Anonymous, int Manager, int Producer, int Crew, int ForeignProducer, int ForeignCrew, int ForeignManager, int? Team = null, string? Of = null);

internal static class AccessTable
{
    /// <summary>
    /// {request}, {draft}, {run} and {crew} are objects of the first production of the base. Bodies are valid but empty of changes, so that the
    /// own columns end in a refusal of the command (400, 409, 428) or in success, never in a lock-out (401, 403, 404).
    /// </summary>
    public static readonly IReadOnlyList<AccessRow> Rows =
    [
        new("GET", "/", 401, 302, 302, 302, 302, 302, 302),
        new("GET", "/enter", 200, 200, 200, 200, 200, 200, 200),
        new("GET", "/enter/{secret}", 404, 404, 404, 404, 404, 404, 404),
        new("POST", "/enter", 400, 400, 400, 400, 400, 400, 400),
        new("POST", "/leave", 401, 302, 302, 302, 302, 302, 302),
        new("GET", "/language/{language}", 302, 302, 302, 302, 302, 302, 302),
        new("GET", "/a/{token}", 404, 404, 404, 404, 404, 404, 404),
        new("POST", "/a/{token}", 400, 400, 400, 400, 400, 400, 400),
        new("GET", "/calendar/{secret}.ics", 404, 404, 404, 404, 404, 404, 404),
        new("GET", "/crew/{crew}", 401, 200, 200, 200, 404, 404, 404),
        new("GET", "/team/{team}", 401, 200, 404, 404, 404, 404, 404, Team: 200),
        new("GET", "/week", 401, 200, 403, 403, 403, 403, 200),
        new("GET", "/week/{Day}", 401, 200, 403, 403, 403, 403, 200),
        new("GET", "/requests", 401, 200, 200, 403, 200, 403, 200),
        new("GET", "/requests/new", 401, 200, 200, 403, 200, 403, 200),
        new("GET", "/reach", 401, 200, 200, 403, 200, 403, 200),
        new("GET", "/not-found", 401, 200, 200, 200, 200, 200, 200),
        new("GET", "/api/me", 401, 200, 200, 200, 200, 200, 200),
        new("GET", "/api/requests/", 401, 200, 200, 403, 200, 403, 200),
        new("POST", "/api/requests/", 401, 400, 400, 403, 404, 403, 404),
        new("GET", "/api/requests/{id:guid}", 401, 200, 200, 403, 404, 403, 404),
        new("POST", "/api/requests/{id:guid}/withdraw", 401, 428, 428, 403, 404, 403, 404),
        new("GET", "/api/plan/", 401, 200, 403, 403, 403, 403, 200),
        new("POST", "/api/plan/versions/{version:int}/undo", 401, 404, 403, 403, 403, 403, 404),
        new("GET", "/api/delivery/board", 401, 200, 403, 403, 403, 403, 200),
        new("POST", "/api/delivery/recipients/{recipient:guid}/resend", 401, 409, 403, 403, 403, 403, 404),
        new("GET", "/api/delivery/channels", 401, 200, 403, 403, 403, 403, 200),
        new("GET", "/api/delivery/dead-letters", 401, 200, 403, 403, 403, 403, 200),
        new("GET", "/api/delivery/ledger.csv", 401, 200, 403, 403, 403, 403, 200),
        new("GET", "/delivery", 401, 200, 403, 403, 403, 403, 200),
        new("GET", "/api/drafts/", 401, 200, 403, 403, 403, 403, 200),
        new("POST", "/api/drafts/", 401, 409, 403, 403, 403, 403, 409),
        new("GET", "/api/drafts/{id:guid}", 401, 200, 403, 403, 403, 403, 404),
        new("PUT", "/api/drafts/{id:guid}/placements/{block}", 401, 428, 403, 403, 403, 403, 404),
        new("DELETE", "/api/drafts/{id:guid}/placements/{block}", 401, 428, 403, 403, 403, 403, 404),
        new("POST", "/api/drafts/{id:guid}/edits/{edit:int}/undo", 401, 428, 403, 403, 403, 403, 404),
        new("GET", "/api/drafts/{id:guid}/changes", 401, 200, 403, 403, 403, 403, 404),
        new("POST", "/api/drafts/{id:guid}/publish", 401, 428, 403, 403, 403, 403, 404),
        new("POST", "/api/drafts/{id:guid}/discard", 401, 428, 403, 403, 403, 403, 404),
        new("POST", "/api/drafts/{id:guid}/runs", 401, 400, 403, 403, 403, 403, 404),
        new("GET", "/api/runs/{id:guid}", 401, 200, 403, 403, 403, 403, 404),
        new("POST", "/api/runs/{id:guid}/stop", 401, 409, 403, 403, 403, 403, 404),
        new("GET", "/api/crews/{crew}/", 401, 200, 200, 200, 404, 404, 404),
        new("GET", "/api/crews/{crew}/stream", 401, 200, 200, 200, 404, 404, 404),
        new("GET", "/api/crews/{crew}/notices", 401, 200, 200, 200, 404, 404, 404),
        new("POST", "/api/crews/{crew}/tokens", 401, 200, 200, 403, 404, 403, 404),
        new("POST", "/api/crews/{crew}/receipts", 401, 403, 403, 204, 404, 404, 404),
        new("POST", "/api/crews/{crew}/acknowledgements", 401, 403, 403, 404, 404, 404, 404),
        new("POST", "/api/crews/{crew}/links", 401, 200, 403, 403, 403, 403, 404),
        new("GET", "/api/recipients/{kind}/{subject}/endpoints", 401, 200, 200, 403, 404, 403, 404),
        new("POST", "/api/recipients/{kind}/{subject}/endpoints", 401, 400, 400, 403, 404, 403, 404),
        new("GET", "/api/recipients/{kind}/{subject}/", 401, 200, 200, 200, 404, 404, 404),
        new("GET", "/api/recipients/{kind}/{subject}/stream", 401, 200, 200, 200, 404, 404, 404),
        new("GET", "/api/recipients/{kind}/{subject}/notices", 401, 200, 200, 200, 404, 404, 404),
        new("POST", "/api/recipients/{kind}/{subject}/receipts", 401, 403, 403, 204, 404, 404, 404),
        new("POST", "/api/recipients/{kind}/{subject}/acknowledgements", 401, 403, 403, 404, 404, 404, 404),
        new("POST", "/api/recipients/{kind}/{subject}/links", 401, 200, 403, 403, 403, 403, 404),
        new("GET", "/api/recipients/{kind}/{subject}/", 401, 200, 200, 404, 404, 404, 404, Of: "producer"),
        new("GET", "/api/recipients/{kind}/{subject}/stream", 401, 200, 200, 404, 404, 404, 404, Of: "producer"),
        new("GET", "/api/recipients/{kind}/{subject}/notices", 401, 200, 200, 404, 404, 404, 404, Of: "producer"),
        new("POST", "/api/recipients/{kind}/{subject}/receipts", 401, 403, 204, 404, 404, 404, 404, Of: "producer"),
        new("POST", "/api/recipients/{kind}/{subject}/acknowledgements", 401, 403, 404, 404, 404, 404, 404, Of: "producer"),
        new("POST", "/api/recipients/{kind}/{subject}/links", 401, 200, 403, 403, 403, 403, 404, Of: "producer"),
        new("GET", "/api/recipients/{kind}/{subject}/", 401, 200, 404, 404, 404, 404, 404, Team: 200, Of: "team"),
        new("GET", "/api/recipients/{kind}/{subject}/stream", 401, 200, 404, 404, 404, 404, 404, Team: 200, Of: "team"),
        new("GET", "/api/recipients/{kind}/{subject}/notices", 401, 200, 404, 404, 404, 404, 404, Team: 200, Of: "team"),
        new("POST", "/api/recipients/{kind}/{subject}/receipts", 401, 403, 404, 404, 404, 404, 404, Team: 204, Of: "team"),
        new("POST", "/api/recipients/{kind}/{subject}/acknowledgements", 401, 403, 404, 404, 404, 404, 404, Team: 404, Of: "team"),
        new("POST", "/api/recipients/{kind}/{subject}/links", 401, 200, 403, 403, 403, 403, 404, Of: "team"),
        new("GET", "/api/plan/escalations", 401, 200, 403, 403, 403, 403, 200),
        new("GET", "/api/endpoints/{id:guid}/dead-letters", 401, 200, 200, 403, 404, 403, 404),
        // An own endpoint, a letter that is not there.
        new("POST", "/api/endpoints/{id:guid}/dead-letters/{delivery:guid}/replay", 401, 404, 404, 403, 404, 403, 404),
        new("PUT", "/api/endpoints/{id:guid}/", 401, 409, 409, 403, 404, 403, 404),
        new("POST", "/api/endpoints/{id:guid}/rotate", 401, 409, 409, 403, 404, 403, 404),
        new("POST", "/api/endpoints/{id:guid}/disable", 401, 409, 409, 403, 404, 403, 404),
        new("*", "/api/{**rest}", 401, 404, 404, 404, 404, 404, 404),
        new("*", "/jobs", 401, 200, 403, 403, 403, 403, 200),
        new("*", "/jobs/{**path}", 401, 200, 403, 403, 403, 403, 200),
        // Not asked as manager and producer here: it ends the session that the crew's rows need. CrewAppTests does.
        new("POST", "/api/crews/{crew}/revoke", 401, 200, 200, 403, 404, 403, 404),
        new("GET", "/health/live", 200, 200, 200, 200, 200, 200, 200),
        new("GET", "/health/ready", 200, 200, 200, 200, 200, 200, 200),
    ];

    /// <summary>Files of the pages, and Blazor's own channel; the latter needs a session like its pages.</summary>
    public static readonly IReadOnlyList<string> OpenPrefixes = ["/_framework/", "/_content/", "/{**path:file}"];

    public static readonly IReadOnlyList<string> SignedInPrefixes = ["/_blazor"];
}
