namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>
/// One channel's worker on one server. Endpoints are independent: each has a slot of its own, a deadline for every message and a lease,
/// so one that hangs delays nobody else, and no channel delays another.
/// </summary>
public sealed partial class ChannelWorker(
    Channel channel, EndpointLease lease, DeliveryLog deliveries, DeliveryMetrics metrics, DeliverySettings settings, TimeProvider time, ILogger<ChannelWorker> log)
    : BackgroundService
{
    // In quiet hours something urgent may come: an endpoint is looked at this often, not only when they end.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim slots = new(settings.ChannelSlots, settings.ChannelSlots);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The transport in memory is for one server.
        var inherits = settings.RabbitAddress is null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (inherits)
                {
                    await lease.InheritAsync(channel.Name, stoppingToken);
                    inherits = false;
                }

                if (await StartDueAsync(stoppingToken) == 0)
                {
                    // Other servers publish too, and pauses end by themselves: only the database knows what is due.
                    await Task.Delay(settings.ChannelPoll, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception outage) when (outage is not OutOfMemoryException)
            {
                // The database is away or restarting: what is due is safe there.
                LogOutage(channel.Name, outage);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    /// <summary>Sends one due message of an endpoint. Public so that tests step through it.</summary>
    /// <returns>How long the endpoint rests.</returns>
    public async Task<TimeSpan> SendNextAsync(Endpoint endpoint, CancellationToken cancellation)
    {
        var batch = await deliveries.NextAsync(endpoint, channel.Batch, cancellation);
        if (batch.Items.Count == 0)
        {
            // Leased for nothing: an endpoint that does not rest then would be leased again at once, and for ever.
            return batch.QuietUntil is null ? settings.ChannelPoll : LookAgain;
        }

        var outcome = await TrySendAsync(batch, cancellation);
        switch (outcome)
        {
            case { Error: null }:
                await deliveries.MarkSentAsync(batch, outcome.Arrived, cancellation);
                metrics.Sent(channel.Name, batch.Items.Count);
                break;
            case { Gone: true, Error: { } error }:
                LogEnded(channel.Name, endpoint.Id, error);
                await deliveries.EndAsync(endpoint, error, cancellation);
                metrics.Failed(channel.Name, batch.Items.Count, batch.Items.Count);
                break;
            default:
                LogFailed(channel.Name, endpoint.Id, outcome.Error!);
                await deliveries.MarkFailedAsync(batch, outcome.Error!, attempts => PauseAfter(attempts, outcome.NotBefore), cancellation);
                metrics.Failed(channel.Name, batch.Items.Count, batch.Items.Count(i => PauseAfter(i.Delivery.Attempts, null) is null));
                break;
        }

        return channel.Rest;
    }

    public override void Dispose()
    {
        slots.Dispose();
        base.Dispose();
    }

    // Null after the last try. The other side may ask for a longer pause, never for more tries.
    private TimeSpan? PauseAfter(int attempts, TimeSpan? asked) =>
        attempts >= channel.Pauses.Count ? null : asked > channel.Pauses[attempts] ? asked : channel.Pauses[attempts];

    private async Task<int> StartDueAsync(CancellationToken cancellation)
    {
        // Only as many as can begin at once: a lease runs while its message is sent, not while it waits for a slot.
        await slots.WaitAsync(cancellation);
        var free = slots.CurrentCount + 1;
        slots.Release();
        var due = await lease.TakeAsync(channel.Name, cancellation, free);
        foreach (var endpoint in due)
        {
            await slots.WaitAsync(cancellation);
            _ = WorkAsync(endpoint, cancellation);
        }

        return due.Count;
    }

    private async Task WorkAsync(Endpoint endpoint, CancellationToken cancellation)
    {
        try
        {
            var rest = await SendNextAsync(endpoint, cancellation);
            await lease.ReturnAsync(endpoint, rest, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        catch (Exception outage) when (outage is not OutOfMemoryException)
        {
            // What is not written down is sent again after the lease; the other side knows it by its number.
            LogOutage(channel.Name, outage);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<SendOutcome> TrySendAsync(DeliveryLog.Batch batch, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(settings.SendDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return await channel.SendAsync(batch.Message, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SendOutcome.Failed($"no answer within {settings.SendDeadline.TotalSeconds} s");
        }
        catch (Exception failed) when (failed is not OperationCanceledException and not OutOfMemoryException)
        {
            return SendOutcome.Failed(failed.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "channel {Channel} cannot work now; it looks again in a second")]
    private partial void LogOutage(string channel, Exception outage);

    [LoggerMessage(LogLevel.Information, "channel {Channel}: endpoint {Endpoint} did not take a notice: {Error}")]
    private partial void LogFailed(string channel, Guid endpoint, string error);

    [LoggerMessage(LogLevel.Warning, "channel {Channel}: endpoint {Endpoint} has ended: {Error}")]
    private partial void LogEnded(string channel, Guid endpoint, string error);
}
