using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;
using StudioScheduler.Server.Web.Screens;

namespace StudioScheduler.Server.Web.Doors;

/// <summary>
/// Where a link in a chat or a mail leads. Looking changes nothing, because chat programs open links by themselves; the button
/// acknowledges everything up to the link's number, never what came after it.
/// </summary>
internal static class AcknowledgeDoor
{
    private const int LongestName = 40;

    public static void MapAcknowledge(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AcknowledgeLinks.Path + "{token}", ShowAsync).AllowAnonymous();
        routes.MapPost(AcknowledgeLinks.Path + "{token}", AcknowledgeAsync).AllowAnonymous();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string token, AcknowledgeLinks links, StudioDbContext db, IAntiforgery forgery) =>
        await FindAsync(http, token, links, db) is { } found ? Page(found, forgery.GetAndStoreTokens(http).RequestToken) : Dead();

    private static async Task<IResult> AcknowledgeAsync(
        HttpContext http, string token, [FromForm] string? name, AcknowledgeLinks links, StudioDbContext db, AcknowledgeNotice acknowledge)
    {
        if (await FindAsync(http, token, links, db) is not { } found)
        {
            return Dead();
        }

        var link = found.Link;
        var by = name?.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, LongestName)] : found.Recipient.Subject;
        var answer = await acknowledge.RunAsync(link.RecipientId, new(link.Epoch, link.Sequence, link.Where), by, http.RequestAborted);
        return answer.IsRefused ? Dead() : Page((await FindAsync(http, token, links, db))!, null);
    }

    private static async Task<Found?> FindAsync(HttpContext http, string token, AcknowledgeLinks links, StudioDbContext db)
    {
        if (links.Read(token) is not { } link
            || await db.Recipients.AsNoTracking().SingleOrDefaultAsync(r => r.Id == link.RecipientId && r.Epoch == link.Epoch, http.RequestAborted) is not { } recipient)
        {
            return null;
        }

        var crew = recipient.Kind == RecipientKind.Crew
            ? await db.Crews.AsNoTracking().SingleOrDefaultAsync(c => c.BaseId == recipient.BaseId && c.Id == recipient.Subject, http.RequestAborted)
            : null;
        var words = crew is null ? Languages.Current : Wording.For(crew.Language);
        var studio = await db.Bases.AsNoTracking().SingleAsync(b => b.Id == recipient.BaseId, http.RequestAborted);
        var open = await db.Notices.AsNoTracking()
            .Where(n => n.RecipientId == recipient.Id && n.Epoch == link.Epoch && n.SentAt != null && n.Sequence <= link.Sequence
                && (n.AcknowledgedAt == null || n.Sequence == link.Sequence))
            .OrderBy(n => n.Sequence).ToListAsync(http.RequestAborted);
        var isNewer = await db.Notices.AnyAsync(
            n => n.RecipientId == recipient.Id && n.Epoch == link.Epoch && n.SentAt != null && n.Sequence > link.Sequence, http.RequestAborted);
        return open.Count == 0 ? null : new(link, recipient, crew?.Name ?? recipient.Subject, words, studio, open, isNewer);
    }

    private static InLanguage Page(Found found, string? formToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(found.Base.TimeZone);
        var done = found.Notices[^1];
        return new(found.Words, new RazorComponentResult<AcknowledgePage>(new Dictionary<string, object?>
        {
            [nameof(AcknowledgePage.Title)] = BilingualName.In(found.Words.Language, found.Name),
            [nameof(AcknowledgePage.Lines)] = found.Notices.Where(n => n.SupersededBy is null).SelectMany(n => NoticeText.Of(n, found.Words, zone)).ToList(),
            [nameof(AcknowledgePage.FormToken)] = formToken,
            [nameof(AcknowledgePage.AcknowledgedBy)] = done.AcknowledgedBy,
            [nameof(AcknowledgePage.AcknowledgedAt)] = done.AcknowledgedAt is { } at ? new BaseClock(found.Base.TimeZone, found.Words).Moment(at) : null,
            [nameof(AcknowledgePage.IsNewer)] = found.IsNewer,
        }));
    }

    private static RazorComponentResult<AcknowledgePage> Dead() => new() { StatusCode = StatusCodes.Status404NotFound };

    private sealed record Found(AcknowledgeLink Link, Recipient Recipient, string Name, Wording Words, Base Base, IReadOnlyList<Notice> Notices, bool IsNewer);

    /// <summary>Whoever reads it in the group reads the crew's language, whatever the phone says. A handler's own culture would end with the handler.</summary>
    private sealed class InLanguage(Wording words, IResult page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(words.Language);
            return page.ExecuteAsync(httpContext);
        }
    }
}
