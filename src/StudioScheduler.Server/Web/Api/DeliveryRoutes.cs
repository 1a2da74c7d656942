using System.Text;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery.Board;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Api;

/// <param name="Endpoint">Null: every channel in use.</param>
internal sealed record ResendOrder(Guid? Endpoint);

/// <summary>The manager's board of who has been told what.</summary>
internal static class DeliveryRoutes
{
    /// <summary>Every crew with its last notice and how far it has come; <c>?filter=pending|overdue|failed</c>.</summary>
    public static Task<IResult> BoardAsync(HttpContext http, DeliveryBoard board, TimeProvider time, BoardFilter? filter, string? @base) => BaseDoor.WithAsync(http, @base, async baseId =>
        // A number is read as a filter too, whether there is one of it or not.
        filter is { } given && !Enum.IsDefined(given)
            ? RefusalResult.Of(new Invalid([new("?filter", "refusal.unknown", given.ToString())]))
            : TypedResults.Ok((await board.ListAsync(baseId, http.RequestAborted)).Where(l => l.Matches(filter ?? BoardFilter.All, time.GetUtcNow()))));

    public static Task<IResult> ResendAsync(HttpContext http, Guid recipient, ResendOrder input, Resend resend, string? @base) => BaseDoor.WithAsync(http, @base, async baseId =>
        (await resend.RunAsync(baseId, recipient, input.Endpoint, http.Visitor().AccountId, http.RequestAborted)).OrElse(channels => TypedResults.Ok(new { Channels = channels })));

    public static Task<IResult> DeadAsync(HttpContext http, DeadLetters letters, string? @base) =>
        BaseDoor.WithAsync(http, @base, async baseId => TypedResults.Ok(await letters.ListAsync(baseId, cancellation: http.RequestAborted)));

    /// <summary>What each channel of the base has sent, given up and still to send, how long the oldest has waited, and who reads here now.</summary>
    public static Task<IResult> ChannelsAsync(
        HttpContext http, ChannelStands stands, StudioDbContext db, OpenStreams streams, TimeProvider time, string? @base) => BaseDoor.WithAsync(http, @base, async baseId =>
    {
        var now = time.GetUtcNow();
        var own = await db.Recipients.AsNoTracking().Where(r => r.BaseId == baseId).Select(r => r.Id).ToListAsync(http.RequestAborted);
        return TypedResults.Ok(new
        {
            Channels = (await stands.OfAsync(baseId, http.RequestAborted))
                .Select(s => new { s.Channel, s.Endpoints, s.Sent, s.Waiting, s.Dead, OldestWaitingSeconds = (long)s.OldestWaiting(now).TotalSeconds }),
            ReadersHere = own.Sum(streams.ReadersOf),
        });
    });

    /// <summary>Who was told what when, as comma-separated values; without instants the last four weeks.</summary>
    public static Task<IResult> LedgerAsync(
        HttpContext http, Ledger ledger, TimeProvider time, Guid? recipient, string? block, DateTimeOffset? from, DateTimeOffset? to, string? @base) => BaseDoor.WithAsync(http, @base, async baseId =>
    {
        if (InputText.OfLine("?block", block).ToList() is { Count: > 0 } faults)
        {
            return RefusalResult.Of(new Invalid(faults));
        }

        var now = time.GetUtcNow();
        var lines = await ledger.ReadAsync(
            baseId, recipient, block, from ?? now.AddDays(-28), to ?? now.AddDays(1), most: 100_000, http.RequestAborted);
        // The mark at the beginning tells spreadsheets that it is UTF-8.
        return TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Ledger.Csv(lines))], "text/csv; charset=utf-8", "ledger.csv");
    });
}
