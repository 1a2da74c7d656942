using MassTransit;
using StudioScheduler.Server.Delivery.Outbox;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>Every server that serves streams hears every hint, on a queue of its own that ends with it.</summary>
public sealed class WakeStreams(SentWatch watch) : IConsumer<NoticeDue>
{
    public Task Consume(ConsumeContext<NoticeDue> context)
    {
        watch.Hear(context.Message);
        return Task.CompletedTask;
    }
}
