using Microsoft.EntityFrameworkCore;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery.Pages;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Api;

/// <summary>What a crew's phone and crew apps use: the stream as <see cref="RecipientRoutes"/> has it, under the crew's own address, and a crew's keys.</summary>
internal static class CrewRoutes
{
    private const string Kind = "crew";

    public static Task<IResult> SnapshotAsync(HttpContext http, string crew, RecipientDoor door, Snapshots snapshots, StudioDbContext db, TimeProvider time, string? @base) =>
        RecipientRoutes.SnapshotAsync(http, Kind, crew, door, snapshots, db, time, @base);

    public static Task<IResult> StreamAsync(HttpContext http, string crew, RecipientDoor door, string? @base) =>
        RecipientRoutes.StreamAsync(http, Kind, crew, door, @base);

    public static Task<IResult> NoticesAsync(HttpContext http, string crew, RecipientDoor door, NoticePages pages, int epoch, long after, string? @base) =>
        RecipientRoutes.NoticesAsync(http, Kind, crew, door, pages, epoch, after, @base);

    public static Task<IResult> ReceiveAsync(HttpContext http, string crew, ReceiptReport input, RecipientDoor door, RecordReceipt record, string? @base) =>
        RecipientRoutes.ReceiveAsync(http, Kind, crew, input, door, record, @base);

    public static Task<IResult> AcknowledgeAsync(HttpContext http, string crew, Acknowledgement input, RecipientDoor door, AcknowledgeNotice acknowledge, string? @base) =>
        RecipientRoutes.AcknowledgeAsync(http, Kind, crew, input, door, acknowledge, @base);

    public static Task<IResult> InviteAsync(HttpContext http, string crew, RecipientDoor door, Invitations invitations, SignInLinks links, StudioDbContext db, string? @base) =>
        RecipientRoutes.InviteAsync(http, Kind, crew, door, invitations, links, db, @base);

    /// <summary>A token for a crew's own program.</summary>
    public static Task<IResult> TokenAsync(HttpContext http, string crew, RecipientDoor door, Invitations invitations, ApiTokens tokens, StudioDbContext db, string? @base) =>
        door.WithKeptAsync(http, Kind, crew, @base, async recipient =>
        {
            var account = await invitations.ForAsync(recipient, await RecipientRoutes.NameAsync(recipient, db, http.RequestAborted), http.RequestAborted);
            return TypedResults.Ok(new { Token = await tokens.IssueAsync(account, http.Visitor().AccountId, http.RequestAborted) });
        });

    /// <summary>Ends every session, link and token of those who work in the crew, for a lost phone; open streams end within seconds.</summary>
    public static Task<IResult> RevokeAsync(HttpContext http, string crew, RecipientDoor door, StudioDbContext db, Sessions sessions, string? @base) =>
        door.WithKeptAsync(http, Kind, crew, @base, async recipient =>
        {
            var accounts = await db.Memberships
                .Where(m => m.BaseId == recipient.BaseId && m.Scope == MembershipScope.Crew && m.Subject == recipient.Subject && m.EndedAt == null)
                .Select(m => m.AccountId).Distinct().ToListAsync(http.RequestAborted);
            foreach (var account in accounts)
            {
                await sessions.EndAllAsync(account, http.Visitor().AccountId, http.RequestAborted);
            }

            return TypedResults.Ok(new { Accounts = accounts.Count });
        });
}
