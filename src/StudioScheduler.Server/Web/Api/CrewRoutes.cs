using Microsoft.EntityFrameworkCore;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Pages;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Api;

/// <summary>What a crew's phone and crew apps use.</summary>
internal static class CrewRoutes
{
    private const int NoticesShown = 12;

    public static Task<IResult> SnapshotAsync(HttpContext http, string crew, CrewDoor door, Snapshots snapshots, StudioDbContext db, TimeProvider time, string? @base) =>
        door.WithAsync(http, crew, @base, async (_, recipient) =>
        {
            var latest = await db.Notices.AsNoTracking().Where(n => n.RecipientId == recipient.Id && n.Epoch == recipient.Epoch && n.SentAt != null)
                .OrderByDescending(n => n.Sequence).Take(NoticesShown).ToListAsync(http.RequestAborted);
            return TypedResults.Ok(new
            {
                Snapshot = await snapshots.OfAsync(recipient, http.RequestAborted),
                Notices = latest.Select(n => Envelopes.Of(n, recipient)),
                At = time.GetUtcNow(),
            });
        });

    public static Task<IResult> StreamAsync(HttpContext http, string crew, CrewDoor door, string? @base) =>
        door.WithAsync(http, crew, @base, (_, recipient) => Task.FromResult<IResult>(new EventStreamResult(recipient)));

    /// <summary>The notices behind a position, for a receiver with a gap.</summary>
    public static Task<IResult> NoticesAsync(HttpContext http, string crew, CrewDoor door, NoticePages pages, int epoch, long after, string? @base) =>
        door.WithAsync(http, crew, @base, async (_, recipient) => TypedResults.Ok(await pages.AfterAsync(recipient, epoch, after, http.RequestAborted)));

    public static Task<IResult> ReceiveAsync(HttpContext http, string crew, ReceiptReport input, CrewDoor door, RecordReceipt record, string? @base) =>
        door.WithOwnAsync(http, crew, @base, async recipient =>
        {
            await record.RunAsync(recipient.Id, input.Epoch, input.Sequence, input.IsSeen ? ReceiptKind.Seen : ReceiptKind.Delivered, http.RequestAborted);
            return TypedResults.NoContent();
        });

    public static Task<IResult> AcknowledgeAsync(HttpContext http, string crew, Acknowledgement input, CrewDoor door, AcknowledgeNotice acknowledge, string? @base) =>
        door.WithOwnAsync(http, crew, @base, async recipient => (await acknowledge.RunAsync(recipient.Id, input, http.Visitor().Name, http.RequestAborted))
            .OrElse(covered => TypedResults.Ok(new { AcknowledgedSequence = covered })));

    /// <summary>A fresh one-time link for a crew's phone.</summary>
    public static Task<IResult> InviteAsync(HttpContext http, string crew, CrewDoor door, Invitations invitations, SignInLinks links, string? @base) =>
        door.WithAsync(http, crew, @base, async (found, _) =>
        {
            var account = await invitations.CrewAsync(found.BaseId, found.Id, found.Name, http.RequestAborted);
            return TypedResults.Ok(new { Path = $"/enter/{await links.IssueAsync(account.Id, http.Visitor().AccountId, http.RequestAborted)}" });
        });

    /// <summary>A token for a crew's own program.</summary>
    public static Task<IResult> TokenAsync(HttpContext http, string crew, CrewDoor door, Invitations invitations, ApiTokens tokens, string? @base) =>
        door.WithAsync(http, crew, @base, async (found, _) =>
        {
            var account = await invitations.CrewAsync(found.BaseId, found.Id, found.Name, http.RequestAborted);
            return TypedResults.Ok(new { Token = await tokens.IssueAsync(account, http.Visitor().AccountId, http.RequestAborted) });
        });

    /// <summary>Ends every session, link and token of those who work in the crew, for a lost phone; open streams end within seconds.</summary>
    public static Task<IResult> RevokeAsync(HttpContext http, string crew, CrewDoor door, StudioDbContext db, Sessions sessions, string? @base) =>
        door.WithAsync(http, crew, @base, async (found, _) =>
        {
            var accounts = await db.Memberships
                .Where(m => m.BaseId == found.BaseId && m.Scope == MembershipScope.Crew && m.Subject == found.Id && m.EndedAt == null)
                .Select(m => m.AccountId).Distinct().ToListAsync(http.RequestAborted);
            foreach (var account in accounts)
            {
                await sessions.EndAllAsync(account, http.Visitor().AccountId, http.RequestAborted);
            }

            return TypedResults.Ok(new { Accounts = accounts.Count });
        });
}
