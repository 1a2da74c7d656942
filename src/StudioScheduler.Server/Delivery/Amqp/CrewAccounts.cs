using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Amqp;

/// <summary>
/// Keeps the broker as the database says: every live crew app has its queue and its account, and nobody else has one. Looks every two
/// seconds, so a revoked account is dead within five. Any number of servers may do it; each step can be done twice.
/// </summary>
public sealed partial class CrewAccounts(
    BrokerAccounts broker, BrokerLine line, SecretBox box, IDbContextFactory<StudioDbContext> contexts, DeliverySettings settings, TimeProvider time,
    ILogger<CrewAccounts> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await MakeSoAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception outage) when (outage is not OutOfMemoryException)
            {
                LogOutage(outage.Message);
            }

            // Accounts change on other servers and in the broker's own console too, and neither calls.
            await Task.Delay(Every, time, stoppingToken);
        }
    }

    /// <summary>One look. Public so that tests step through it.</summary>
    public async Task MakeSoAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var endpoints = await db.Endpoints.AsNoTracking().Where(e => e.Channel == ChannelName.Amqp && e.DisabledAt == null).ToListAsync(cancellation);
        var wanted = endpoints.Select(e => CrewQueue.Of(e, box, settings.Prefix)).OfType<CrewQueue>().ToList();
        // Accounts first: a queue that hangs must not keep a revoked one alive.
        await broker.MakeSoAsync(wanted, cancellation);
        var there = await broker.QueuesAsync(cancellation);
        var dead = QueueTopology.DeadLetters(settings.Prefix);
        var missing = wanted.Select(w => w.Queue).Append(dead).Except(there, StringComparer.Ordinal).ToList();
        var idle = there.Except(wanted.Select(w => w.Queue).Append(dead), StringComparer.Ordinal).ToList();
        if (missing.Count + idle.Count > 0)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(settings.SendDeadline);
            await QueuesAsync(missing, idle, dead, patience.Token).WaitAsync(patience.Token);
        }
    }

    private async Task QueuesAsync(List<string> missing, List<string> idle, string dead, CancellationToken cancellation)
    {
        var channel = await line.OpenAsync(cancellation);
        try
        {
            if (missing.Remove(dead))
            {
                // Crew queues keep what their reader refuses until the dead letters can take it.
                await QueueTopology.DeclareDeadLettersAsync(channel, settings.Prefix, cancellation);
            }

            foreach (var queue in missing)
            {
                await QueueTopology.DeclareAsync(channel, queue, settings.Prefix, cancellation);
            }

            foreach (var queue in idle)
            {
                await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellation);
            }
        }
        finally
        {
            _ = channel.AbortAsync(CancellationToken.None);
        }
    }

    [LoggerMessage(LogLevel.Warning, "the broker's accounts of crew apps cannot be brought up to date now: {Why}; it is tried again in two seconds")]
    private partial void LogOutage(string why);
}
