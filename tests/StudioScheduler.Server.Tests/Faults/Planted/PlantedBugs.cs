using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Amqp;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Delivery.Webhooks;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Tests.Faults.Planted;

/// <summary>Parts of the delivery with one mistake each, the mistakes that such systems are known for.</summary>
internal static class PlantedBugs
{
    /// <summary>The answer is given first, the rest is done when there is time; the process ends before.</summary>
    public sealed class AcknowledgesBeforeCommit(StudioDbContext db, TimeProvider time) : AcknowledgeNotice(db, time)
    {
        public override Task<Answer<long>> RunAsync(Guid recipientId, Acknowledgement given, string by, CancellationToken cancellation = default) =>
            Task.FromResult<Answer<long>>(given.Sequence);
    }

    /// <summary>Whatever is the newest is what the person must have meant.</summary>
    public sealed class AcknowledgesTheNewest(StudioDbContext db, TimeProvider time) : AcknowledgeNotice(db, time)
    {
        private readonly StudioDbContext db = db;

        public override async Task<Answer<long>> RunAsync(Guid recipientId, Acknowledgement given, string by, CancellationToken cancellation = default)
        {
            var newest = await db.Notices.Where(n => n.RecipientId == recipientId && n.SentAt != null).MaxAsync(n => n.Sequence, cancellation);
            return await base.RunAsync(recipientId, given with { Sequence = newest }, by, cancellation);
        }
    }

    /// <summary>On the screen of a device is as good as in a head.</summary>
    public sealed class ShowsDeliveredAsSeen(StudioDbContext db, TimeProvider time) : RecordReceipt(db, time)
    {
        public override Task<int> RunAsync(Guid recipientId, int epoch, long sequence, ReceiptKind kind, CancellationToken cancellation = default) =>
            base.RunAsync(recipientId, epoch, sequence, ReceiptKind.Seen, cancellation);
    }

    /// <summary>Publishes what is about to be saved, inside the transaction.</summary>
    public sealed class PublishesBeforeCommit(IServiceProvider services) : SaveChangesInterceptor
    {
        public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            var bus = services.GetRequiredService<IBus>();
            foreach (var notice in eventData.Context!.ChangeTracker.Entries<Notice>().Select(e => e.Entity).ToList())
            {
                var recipient = await eventData.Context.Set<Recipient>().SingleAsync(r => r.Id == notice.RecipientId, cancellationToken);
                await bus.Publish(new NoticeDue(recipient.Id, Envelopes.Of(notice, recipient)), cancellationToken);
            }

            return result;
        }
    }

    /// <summary><c>WHERE id &gt; last</c>: a row that is committed later with a lower id is never looked at.</summary>
    public sealed class GoesOnAfterTheLastId(IDbContextFactory<StudioDbContext> contexts, DeliverySettings settings, TimeProvider time) : OutboxLease(contexts, settings, time)
    {
        private Guid last;

        public override async Task<IReadOnlyList<OutboxRow>> TakeAsync(CancellationToken cancellation)
        {
            var next = (await base.TakeAsync(cancellation)).Where(o => o.Id.CompareTo(last) > 0).OrderBy(o => o.Id).ToList();
            last = next.Count > 0 ? next[^1].Id : last;
            return next;
        }
    }

    /// <summary>Marked with the lease: what the broker says comes too late to matter.</summary>
    public sealed class MarksBeforeConfirm(IDbContextFactory<StudioDbContext> contexts, DeliverySettings settings, TimeProvider time) : OutboxLease(contexts, settings, time)
    {
        public override async Task<IReadOnlyList<OutboxRow>> TakeAsync(CancellationToken cancellation)
        {
            var taken = await base.TakeAsync(cancellation);
            await MarkSentAsync(taken, cancellation);
            return taken;
        }
    }

    /// <summary>Whoever comes back from the dead still writes.</summary>
    public sealed class WritesWithoutFence(IDbContextFactory<StudioDbContext> contexts, DeliverySettings settings, TimeProvider time) : OutboxLease(contexts, settings, time)
    {
        private readonly IDbContextFactory<StudioDbContext> contexts = contexts;
        private readonly TimeProvider time = time;

        public override async Task<IReadOnlyCollection<Guid>> MarkSentAsync(IReadOnlyList<OutboxRow> confirmed, CancellationToken cancellation)
        {
            var now = time.GetUtcNow();
            var (rows, notices) = (confirmed.Select(o => o.Id).ToList(), confirmed.Select(o => o.NoticeId).ToList());
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            await db.Outbox.Where(o => rows.Contains(o.Id)).ExecuteUpdateAsync(set => set.SetProperty(o => o.SentAt, now), cancellation);
            await db.Notices.Where(n => notices.Contains(n.Id)).ExecuteUpdateAsync(set => set.SetProperty(n => n.SentAt, now), cancellation);
            return rows;
        }
    }

    /// <summary>To be on the safe side, the last one is sent again, and nobody looks at numbers.</summary>
    public sealed class RepeatsAtResume(IDbContextFactory<StudioDbContext> contexts, OpenStreams streams, Snapshots snapshots, DeliverySettings settings, TimeProvider time)
        : NoticeStream(contexts, streams, snapshots, settings, time)
    {
        public override IAsyncEnumerable<StreamEvent> ReadAsync(Guid recipientId, string? lastEventId, CancellationToken cancellation) =>
            base.ReadAsync(recipientId, StreamPosition.Parse(lastEventId) is { Sequence: > 0 } at ? (at with { Sequence = at.Sequence - 1 }).ToString() : lastEventId, cancellation);
    }

    /// <summary>A number is a number: after a restore the reader throws away those that are used again.</summary>
    public sealed class ForgetsTheEpoch(IDbContextFactory<StudioDbContext> contexts, OpenStreams streams, Snapshots snapshots, DeliverySettings settings, TimeProvider time)
        : NoticeStream(contexts, streams, snapshots, settings, time)
    {
        protected override bool MustStartAnew(StreamPosition at, Recipient recipient, long sent) => false;
    }

    /// <summary>Whoever answers has got it.</summary>
    public sealed class TakesAnyAnswerForYes(WebhookChannel webhooks) : Channel
    {
        public override string Name => webhooks.Name;

        public override async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancellation)
        {
            await webhooks.SendAsync(message, cancellation);
            return SendOutcome.Received;
        }
    }

    /// <summary>Handed over to the client library is as good as in the queue.</summary>
    public sealed class WaitsForNoConfirm(AmqpChannel queues) : Channel
    {
        public override string Name => queues.Name;

        public override int Batch => queues.Batch;

        public override Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancellation)
        {
            _ = queues.SendAsync(message, cancellation);
            return Task.FromResult(SendOutcome.Taken);
        }
    }

    /// <summary>What cannot be sent is tried for ever, and everything waits behind it.</summary>
    public sealed class HasNoDeadLetters(IDbContextFactory<StudioDbContext> contexts, TimeProvider time) : DeliveryLog(contexts, time)
    {
        public override Task MarkFailedAsync(Batch batch, string error, Func<int, TimeSpan?> pauseAfter, CancellationToken cancellation) =>
            base.MarkFailedAsync(batch, error, attempts => pauseAfter(attempts) ?? TimeSpan.FromHours(1), cancellation);
    }
}
