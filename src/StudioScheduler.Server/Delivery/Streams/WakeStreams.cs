using MassTransit;
using StudioScheduler.Server.Delivery.Outbox;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>Every server that serves streams hears every hint, on a queue of its own that ends with it.</summary>
public sealed class WakeStreams(StreamWakeups wakeups) : IConsumer<NoticeDue>
{
    public Task Consume(ConsumeContext<NoticeDue> context)
    {
        var due = context.Message;
        wakeups.Wake(due.RecipientId, new(due.Notice.Epoch, due.Notice.Sequence));
        return Task.CompletedTask;
    }
}
