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

/// <summary>A recipient's stream, for its own page and programs: crews, turnover teams, producers.</summary>
internal static class RecipientRoutes
{
    private const int NoticesShown = 12;

    public static Task<IResult> SnapshotAsync(
        HttpContext http, string kind, string subject, RecipientDoor door, Snapshots snapshots, StudioDbContext db, TimeProvider time, string? @base) =>
        door.WithAsync(http, kind, subject, @base, async recipient =>
        {
            // In this order, and no further than the snapshot counts: what is sent in between is in neither, and the stream brings it.
            var snapshot = await snapshots.OfAsync(recipient, http.RequestAborted);
            var latest = await db.Notices.AsNoTracking().Where(n => n.RecipientId == recipient.Id && n.Epoch == snapshot.Epoch && n.Sequence <= snapshot.Sequence)
                .OrderByDescending(n => n.Sequence).Take(NoticesShown).ToListAsync(http.RequestAborted);
            return TypedResults.Ok(new
            {
                Snapshot = snapshot,
                Notices = latest.Select(n => Envelopes.Of(n, recipient)),
                At = time.GetUtcNow(),
            });
        });

    public static Task<IResult> StreamAsync(HttpContext http, string kind, string subject, RecipientDoor door, string? @base) =>
        door.WithAsync(http, kind, subject, @base, recipient => Task.FromResult<IResult>(new EventStreamResult(recipient)));

    /// <summary>The notices behind a position, for a receiver with a gap.</summary>
    public static Task<IResult> NoticesAsync(
        HttpContext http, string kind, string subject, RecipientDoor door, NoticePages pages, int epoch, long after, string? @base) =>
        door.WithAsync(http, kind, subject, @base, async recipient => TypedResults.Ok(await pages.AfterAsync(recipient, epoch, after, http.RequestAborted)));

    public static Task<IResult> ReceiveAsync(
        HttpContext http, string kind, string subject, ReceiptReport input, RecipientDoor door, RecordReceipt record, string? @base) =>
        door.WithOwnAsync(http, kind, subject, @base, async recipient =>
        {
            await record.RunAsync(recipient.Id, input.Epoch, input.Sequence, input.IsSeen ? ReceiptKind.Seen : ReceiptKind.Delivered, http.RequestAborted);
            return TypedResults.NoContent();
        });

    public static Task<IResult> AcknowledgeAsync(
        HttpContext http, string kind, string subject, Acknowledgement input, RecipientDoor door, AcknowledgeNotice acknowledge, string? @base) =>
        door.WithOwnAsync(http, kind, subject, @base, async recipient => (await acknowledge.RunAsync(recipient.Id, input, http.Visitor().Name, http.RequestAborted))
            .OrElse(covered => TypedResults.Ok(new { AcknowledgedSequence = covered })));

    /// <summary>A fresh one-time link for a phone.</summary>
    public static Task<IResult> InviteAsync(
        HttpContext http, string kind, string subject, RecipientDoor door, Invitations invitations, SignInLinks links, StudioDbContext db, string? @base) =>
        door.WithKeptAsync(http, kind, subject, @base, async recipient =>
        {
            if (recipient.Kind == RecipientKind.Person)
            {
                return RefusalResult.Of(new Outcomes.NotFound("page", subject));
            }

            var account = await invitations.ForAsync(recipient, await NameAsync(recipient, db, http.RequestAborted), http.RequestAborted);
            return TypedResults.Ok(new { Path = $"/enter/{await links.IssueAsync(account.Id, http.Visitor().AccountId, http.RequestAborted)}" });
        });

    internal static async Task<string> NameAsync(Recipient recipient, StudioDbContext db, CancellationToken cancellation) =>
        (await RecipientNames.OfAsync(db, recipient.BaseId, cancellation)).Of(recipient);
}
