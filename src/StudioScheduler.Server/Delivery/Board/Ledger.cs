using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Board;

/// <summary>One change that one recipient was told, with every time of its notice.</summary>
public sealed record LedgerLine(string Recipient, Notice Notice, NoticeChange Change, IReadOnlyList<(string Channel, DateTimeOffset At)> Sent);

/// <summary>Who was told what, and when: for disputes. It is read from the notices themselves, which are never deleted.</summary>
public sealed class Ledger(StudioDbContext db)
{
    /// <param name="recipientId">Null: all of the base.</param>
    /// <param name="blockId">Null: every block.</param>
    /// <param name="most">Notices that are read, newest first.</param>
    public async Task<IReadOnlyList<LedgerLine>> ReadAsync(
        string baseId, Guid? recipientId, string? blockId, DateTimeOffset since, DateTimeOffset until, int most = 1000, CancellationToken cancellation = default)
    {
        var names = await RecipientNames.OfAsync(db, baseId, cancellation);
        var rows = await (from notice in db.Notices.AsNoTracking()
                          join recipient in db.Recipients.AsNoTracking() on notice.RecipientId equals recipient.Id
                          where notice.BaseId == baseId && (recipientId == null || notice.RecipientId == recipientId) && notice.PublishedAt >= since && notice.PublishedAt < until
                          orderby notice.PublishedAt descending, notice.Id descending
                          select new { notice, recipient }).Take(most).ToListAsync(cancellation);
        var ids = rows.Select(r => r.notice.Id).ToList();
        var sent = (await (from delivery in db.Deliveries.AsNoTracking()
                           join endpoint in db.Endpoints.AsNoTracking() on delivery.EndpointId equals endpoint.Id
                           where ids.Contains(delivery.NoticeId) && delivery.SentAt != null
                           select new { delivery.NoticeId, endpoint.Channel, delivery.SentAt }).ToListAsync(cancellation)).ToLookup(s => s.NoticeId);
        return
        [
            .. from row in rows
               from change in row.notice.Changes
               where blockId is null || change.BlockId == blockId
               select new LedgerLine(names.Of(row.recipient), row.notice, change, [.. sent[row.notice.Id].Select(s => (s.Channel, s.SentAt!.Value))]),
        ];
    }

    /// <summary>As comma-separated values (RFC 4180) with UTC instants. No cell can begin a formula: spreadsheets would run it.</summary>
    public static string Csv(IEnumerable<LedgerLine> lines)
    {
        var text = new StringBuilder("recipient,epoch,sequence,version,block,name,kind,before_stage,before_start,after_stage,after_start,reason,published,sent,delivered,seen,acknowledged,acknowledged_by,acknowledged_where,acknowledge_by,superseded_by,channels\r\n");
        foreach (var (recipient, notice, change, sent) in lines)
        {
            text.AppendJoin(',', new[]
            {
                recipient, Number(notice.Epoch), Number(notice.Sequence), Number(notice.Version), change.BlockId, change.BlockName, change.Kind.ToString().ToLowerInvariant(),
                change.Before?.StageName, Instant(change.Before?.Start), change.After?.StageName, Instant(change.After?.Start), notice.Reason,
                Instant(notice.PublishedAt), Instant(notice.SentAt), Instant(notice.DeliveredAt), Instant(notice.SeenAt), Instant(notice.AcknowledgedAt),
                notice.AcknowledgedBy, notice.AcknowledgedWhere, Instant(notice.AcknowledgeBy), notice.SupersededBy?.ToString(CultureInfo.InvariantCulture),
                string.Join(' ', sent.Select(s => $"{s.Channel}@{Instant(s.At)}")),
            }.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Cell(string? value)
    {
        var safe = value is { Length: > 0 } && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal) ? "'" + value : value ?? "";
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Instant(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
