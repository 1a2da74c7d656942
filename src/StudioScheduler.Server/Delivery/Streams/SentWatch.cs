using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>
/// Brings hints to the open streams, once the database says that what they carry is marked as sent: a hint may be faster than the mark.
/// And asks it every so often how far all of them are, so that a lost hint costs a heartbeat and no more. One question for all recipients,
/// however many readers they have.
/// </summary>
public sealed partial class SentWatch(
    OpenStreams streams, IDbContextFactory<StudioDbContext> contexts, DeliverySettings settings, TimeProvider time, ILogger<SentWatch> log) : BackgroundService
{
    // Time for hints of one publication to gather, and for the mark to be set; doubled while it is not.
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(10);

    // Another server takes over the rows of one that died before its mark and calls anew.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<NoticeDue> heard = new();
    private readonly OutboxSignal signal = new();

    public void Hear(NoticeDue hint)
    {
        if (streams.Awaits(hint.RecipientId, PositionOf(hint.Notice)))
        {
            heard.Enqueue(hint);
            signal.Wake();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<(NoticeDue Hint, DateTimeOffset Until)> waiting = [];
        var (pause, nextSweep) = (FirstLook, time.GetUtcNow() + settings.Heartbeat);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (waiting.Count == 0)
                {
                    var toSweep = nextSweep - time.GetUtcNow();
                    await signal.WaitAsync(toSweep > TimeSpan.Zero ? toSweep : TimeSpan.Zero, time, stoppingToken);
                    pause = FirstLook;
                }

                if (!heard.IsEmpty || waiting.Count > 0)
                {
                    // The mark is set on whichever server sent it, and calls nobody here.
                    await Task.Delay(pause, time, stoppingToken);
                }

                var now = time.GetUtcNow();
                while (heard.TryDequeue(out var hint))
                {
                    waiting.Add((hint, now + Patience));
                    pause = FirstLook;
                }

                var isSweep = now >= nextSweep;
                waiting = await LookAsync(waiting, isSweep, now, stoppingToken);
                nextSweep = isSweep ? now + settings.Heartbeat : nextSweep;
                pause = pause * 2 < LongestLook ? pause * 2 : LongestLook;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception outage) when (outage is not OutOfMemoryException)
            {
                // The database is away or restarting: hints that are lost meanwhile are found by the next sweep.
                LogOutage(outage);
                await Task.Delay(LongestLook, time, stoppingToken);
            }
        }
    }

    /// <returns>The hints whose notices are not marked yet.</returns>
    private async Task<List<(NoticeDue Hint, DateTimeOffset Until)>> LookAsync(
        List<(NoticeDue Hint, DateTimeOffset Until)> waiting, bool isSweep, DateTimeOffset now, CancellationToken cancellation)
    {
        // This server's dispatcher may have told by itself meanwhile.
        waiting = waiting.FindAll(w => streams.Awaits(w.Hint.RecipientId, PositionOf(w.Hint.Notice)));
        var asked = isSweep ? streams.Recipients : [.. waiting.Select(w => w.Hint.RecipientId).Distinct()];
        if (asked.Count == 0)
        {
            return waiting;
        }

        var sent = await SentAsync(asked, cancellation);
        List<(NoticeDue, DateTimeOffset)> left = [];
        foreach (var (hint, until) in waiting.OrderBy(w => w.Hint.Notice.Epoch).ThenBy(w => w.Hint.Notice.Sequence))
        {
            if (!PositionOf(hint.Notice).IsAfter(sent.GetValueOrDefault(hint.RecipientId)))
            {
                streams.Sent(hint.RecipientId, StreamEvent.Of(hint.Notice));
            }
            else if (now < until)
            {
                left.Add((hint, until));
            }
        }

        foreach (var recipient in asked)
        {
            streams.Stands(recipient, sent.GetValueOrDefault(recipient));
        }

        return left;
    }

    private async Task<Dictionary<Guid, StreamPosition>> SentAsync(IReadOnlyList<Guid> recipients, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.Recipients.AsNoTracking().Where(r => recipients.Contains(r.Id)).Select(r => new
        {
            r.Id,
            r.Epoch,
            Sent = db.Notices.Where(n => n.RecipientId == r.Id && n.Epoch == r.Epoch && n.SentAt != null).Max(n => (long?)n.Sequence) ?? 0,
        }).ToListAsync(cancellation);
        return found.ToDictionary(f => f.Id, f => new StreamPosition(f.Epoch, f.Sent));
    }

    private static StreamPosition PositionOf(NoticeEnvelope notice) => new(notice.Epoch, notice.Sequence);

    [LoggerMessage(LogLevel.Warning, "the open streams cannot ask the database; they ask again in a second")]
    private partial void LogOutage(Exception outage);
}
