using MassTransit;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Outbox;

/// <summary>
/// Sends what the outbox holds. Nothing is published inside a request or a database transaction; a row is marked only after the
/// broker has confirmed it; a crash between the two sends it again, which receivers recognise by its number.
/// </summary>
public sealed partial class OutboxDispatcher(
    OutboxLease lease,
    OutboxSignal signal,
    OpenStreams streams,
    IBus bus,
    IDbContextFactory<StudioDbContext> contexts,
    DeliverySettings settings,
    TimeProvider time,
    ILogger<OutboxDispatcher> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The transport in memory is for one server.
        var inherits = settings.RabbitAddress is null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var sent = 0;
            try
            {
                if (inherits)
                {
                    await lease.InheritAsync(stoppingToken);
                    inherits = false;
                }

                sent = await SendDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception outage) when (outage is not OutOfMemoryException)
            {
                // The database is away or restarting: the rows are safe there, so wait and look again.
                LogOutage(outage);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }

            if (sent == 0)
            {
                await signal.WaitAsync(settings.Poll, time, stoppingToken);
            }
        }
    }

    /// <summary>One round: at most one row of each recipient. Returns how many were confirmed.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        var rows = await lease.TakeAsync(cancellation);
        if (rows.Count == 0)
        {
            return 0;
        }

        var messages = await MessagesAsync(rows, cancellation);
        var outcomes = await Task.WhenAll(rows.Select(row => PublishAsync(row, messages[row.Id], cancellation)));
        var confirmed = outcomes.Where(o => o.Error is null).Select(o => o.Row).ToList();
        var marked = await lease.MarkSentAsync(confirmed, cancellation);
        TellStreams(marked.Select(id => messages[id]));
        foreach (var (row, error) in outcomes.Where(o => o.Error is not null))
        {
            LogNotSent(row.RecipientId, row.Sequence, error!);
            await lease.GiveBackAsync(row, error!, cancellation);
        }

        return confirmed.Count;
    }

    // Those that are open on this server need not wait for the hint to come back.
    private void TellStreams(IEnumerable<NoticeDue> marked)
    {
        foreach (var (recipient, notice) in marked)
        {
            if (streams.Awaits(recipient, new(notice.Epoch, notice.Sequence)))
            {
                streams.Sent(recipient, StreamEvent.Of(notice));
            }
        }
    }

    private async Task<Dictionary<Guid, NoticeDue>> MessagesAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(r => r.NoticeId).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var notices = await (from notice in db.Notices.AsNoTracking()
                             join recipient in db.Recipients.AsNoTracking() on notice.RecipientId equals recipient.Id
                             where ids.Contains(notice.Id)
                             select new { notice, recipient }).ToDictionaryAsync(x => x.notice.Id, cancellation);
        return rows.ToDictionary(r => r.Id, r => new NoticeDue(r.RecipientId, Envelopes.Of(notices[r.NoticeId].notice, notices[r.NoticeId].recipient)));
    }

    private async Task<(OutboxRow Row, string? Error)> PublishAsync(OutboxRow row, NoticeDue message, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(settings.PublishDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            // A confirm can hang for ever after a broker's restart, deaf to its token: the deadline must not depend on it.
            await bus.Publish(message, context => context.MessageId = row.Id, either.Token).WaitAsync(either.Token);
            return (row, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (row, $"no confirm within {settings.PublishDeadline.TotalSeconds} s");
        }
        catch (Exception refused) when (refused is not OperationCanceledException and not OutOfMemoryException)
        {
            return (row, refused.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "the outbox cannot be read; it is looked at again in a second")]
    private partial void LogOutage(Exception outage);

    [LoggerMessage(LogLevel.Warning, "notice {Sequence} of recipient {Recipient} was not sent: {Error}; it is tried again")]
    private partial void LogNotSent(Guid recipient, long sequence, string error);
}
