using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace StudioScheduler.Server.Tests.Infrastructure;

[Collection("RabbitMQ")]
public class RabbitNodeTests(RabbitNode node)
{
    [SkippableFact]
    public async Task A_virtual_host_sees_nothing_of_another()
    {
        var own = await node.CreateVirtualHostAsync("self-test");
        await PublishAsync(node.Address(), "calls", "in the default one");
        await PublishAsync(node.Address(own), "calls", "in our own");

        Assert.Equal("in our own", await TakeAsync(node.Address(own), "calls"));
        Assert.Null(await TakeAsync(node.Address(own), "calls"));
    }

    [SkippableFact]
    public async Task A_confirmed_message_survives_a_clean_end_and_a_kill()
    {
        await using var own = await RabbitNode.StartAsync();
        await PublishAsync(own.Address(), "calls", "first");
        await own.TerminateAsync();
        await own.StartBrokerAsync();
        await PublishAsync(own.Address(), "calls", "second");
        await own.KillAsync();
        await own.StartBrokerAsync();

        Assert.Equal("first", await TakeAsync(own.Address(), "calls"));
        Assert.Equal("second", await TakeAsync(own.Address(), "calls"));
    }

    private static async Task PublishAsync(Uri address, string queue, string text)
    {
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        // Right after a start a quorum queue has no leader yet, and the broker rejects what it cannot keep.
        await Until.TrueAsync($"'{text}' is confirmed", 60, async () =>
        {
            try
            {
                await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes(text));
                return true;
            }
            catch (PublishException)
            {
                return false;
            }
        });
    }

    private static async Task<string?> TakeAsync(Uri address, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.BasicGetAsync(queue, autoAck: true) is { } message ? Encoding.UTF8.GetString(message.Body.Span) : null;
    }
}
