using MassTransit;
using StudioScheduler.Server.Delivery.Outbox;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>Every server that serves streams hears every hint, on a queue of its own that ends with it.</summary>
public sealed class WakeStreams(StreamWakeups wakeups) : IConsumer<NoticeDue>
{
    public Task Consume(ConsumeContext<NoticeDue> context)
    {
        wakeups.Wake(context.Message.RecipientId);
        return Task.CompletedTask;
    }
}
