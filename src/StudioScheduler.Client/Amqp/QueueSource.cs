using System.Text.Json;
using System.Threading.Channels;
using System.Web;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using StudioScheduler.Client.Http;
using StudioScheduler.Client.Inbox;
using StudioScheduler.Contracts.Notices;

namespace StudioScheduler.Client.Amqp;

/// <summary>
/// A crew's own queue into an inbox. A message is confirmed to the broker only after it is stored; what comes early waits unconfirmed until
/// the gap before it is filled, by the queue or by the server. A server that is away ends no line: with each line that ends, messages come
/// nearer to the dead letters. The account can read this queue and nothing else.
/// </summary>
/// <param name="address"><c>amqp://user:password@host:port/vhost?queue=name</c>, as the base gives it out.</param>
public sealed class QueueSource(Uri address, CrewInbox inbox, TimeProvider time)
{
    private const ushort Ahead = 100;

    // A message can be lost with its queue: now and then the inbox asks the server itself.
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(10);

    // A broker that was restored is given its accounts again by the server within seconds.
    private const int MostRefusals = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly string queue = HttpUtility.ParseQueryString(address.Query)["queue"]
        ?? throw new ArgumentException("the address names no queue. Maybe ?queue=… was lost at its end.", nameof(address));

    /// <summary>Why the line is down; null when it is up again.</summary>
    public event Action<string?>? LineChanged;

    /// <summary>Runs until cancelled; a broker or server that is away is asked again. A password that is refused again and again ends it, and a refused token.</summary>
    /// <exception cref="AuthenticationFailureException">The broker refused the account.</exception>
    /// <exception cref="HttpRequestException">The server refused the token: 401, 403 or 404.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pause = new Pauses(time);
        var refusals = 0;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(pause, cancellation);
            }
            catch (BrokerUnreachableException away) when (away.InnerException is AuthenticationFailureException refused)
            {
                LineChanged?.Invoke(refused.Message);
                if (++refusals == MostRefusals)
                {
                    throw refused;
                }

                await AskServerAsync(cancellation);
            }
            catch (Exception cut) when (
                cut is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or IOException or OperationCanceledException or TimeoutException)
            {
                // A line that breaks while the app is told to stop is no error of the app's.
                cancellation.ThrowIfCancellationRequested();
                LineChanged?.Invoke(cut.Message);
                refusals = 0;
                await AskServerAsync(cancellation);
            }

            await pause.WaitAsync(cancellation);
        }
    }

    // The server knows everything, also while the broker is away.
    private async Task AskServerAsync(CancellationToken cancellation)
    {
        try
        {
            await inbox.CatchUpAsync(cancellation);
        }
        catch (Exception away) when (!cancellation.IsCancellationRequested
            && (away is HttpIOException or OperationCanceledException || (away is HttpRequestException answer && !HttpCrewServer.IsRefusal(answer))))
        {
            // Away, or cut in the middle of its answer: the queue goes on without it, and it is asked again before long.
        }
    }

    private async Task ConsumeAsync(Pauses pause, CancellationToken cancellation)
    {
        // Reconnecting is this loop's: a recovered channel would confirm with numbers of the old one.
        var factory = new ConnectionFactory { Uri = new(address.GetLeftPart(UriPartial.Path)), AutomaticRecoveryEnabled = false, ClientProvidedName = $"studio crew {inbox.State.Recipient}" };
        var connection = await factory.CreateConnectionAsync(cancellation);
        try
        {
            await ConsumeAsync(connection, pause, cancellation);
        }
        finally
        {
            // A broker that answers nothing must not hold the next try up.
            await connection.AbortAsync(Goodbye);
            connection.Dispose();
        }
    }

    private async Task ConsumeAsync(IConnection connection, Pauses pause, CancellationToken cancellation)
    {
        // A quorum queue without a leader answers nothing, not even no.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var channel = await connection.CreateChannelAsync(cancellationToken: patience.Token);
        await channel.BasicQosAsync(0, Ahead, global: false, patience.Token);
        var incoming = System.Threading.Channels.Channel.CreateUnbounded<(ulong Tag, byte[] Body)>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) => incoming.Writer.WriteAsync((message.DeliveryTag, message.Body.ToArray()), cancellation).AsTask();
        consumer.ShutdownAsync += (_, end) => Ended(incoming, end.ReplyText);
        channel.ChannelShutdownAsync += (_, end) => Ended(incoming, end.ReplyText);
        // The queue may have gone while the broker stays: then the broker cancels the consumer.
        consumer.UnregisteredAsync += (_, _) => Ended(incoming, "the queue is gone");
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, patience.Token);
        LineChanged?.Invoke(null);
        await TakeAsync(channel, incoming.Reader, pause, cancellation);
    }

    private async Task TakeAsync(IChannel channel, ChannelReader<(ulong Tag, byte[] Body)> incoming, Pauses pause, CancellationToken cancellation)
    {
        var waiting = new List<(ulong Tag, int Epoch, long Sequence)>();
        // While the line was down something may have gone with the queue.
        var isMissing = true;
        while (true)
        {
            if (isMissing)
            {
                // Once for all that has come, because a server that answers nothing holds everything up for as long as a request may take.
                await AskServerAsync(cancellation);
            }

            if (await ConfirmAsync(channel, waiting, cancellation))
            {
                // Only now is the line good: one that opens and stores nothing is tried less and less often.
                pause.Reset();
            }

            isMissing = !await HasComeAsync(incoming, cancellation);
            while (incoming.TryRead(out var message))
            {
                if (Read(message.Body) is not { } notice)
                {
                    // What cannot be read now can never be: into the dead letters, where people see it.
                    await channel.BasicRejectAsync(message.Tag, requeue: false, cancellation);
                    continue;
                }

                waiting.Add((message.Tag, notice.Epoch, notice.Sequence));
                // Into a new epoch only the server's snapshot leads.
                isMissing |= notice.Epoch > inbox.State.Epoch || await inbox.OfferAsync(notice, cancellation) == Offered.Parked;
            }
        }
    }

    /// <returns>False where the line has been silent.</returns>
    private async Task<bool> HasComeAsync(ChannelReader<(ulong Tag, byte[] Body)> incoming, CancellationToken cancellation)
    {
        using var quiet = new CancellationTokenSource(AskEvery, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellation);
        try
        {
            return await incoming.WaitToReadAsync(either.Token) ? true : throw new IOException("the broker has ended the line");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <returns>Whether anything was stored.</returns>
    private async Task<bool> ConfirmAsync(IChannel channel, List<(ulong Tag, int Epoch, long Sequence)> waiting, CancellationToken cancellation)
    {
        var state = inbox.State;
        var stored = waiting.FindAll(w => w.Epoch < state.Epoch || (w.Epoch == state.Epoch && w.Sequence <= state.Sequence));
        foreach (var message in stored)
        {
            await channel.BasicAckAsync(message.Tag, multiple: false, cancellation);
            waiting.Remove(message);
        }

        return stored.Count > 0;
    }

    private static NoticeEnvelope? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<NoticeEnvelope>(body, JsonSerializerOptions.Web) is { Format: NoticeEnvelope.CurrentFormat } notice ? notice : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task Ended(Channel<(ulong Tag, byte[] Body)> incoming, string why)
    {
        incoming.Writer.TryComplete(new IOException(why));
        return Task.CompletedTask;
    }
}
