namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>Keeps the gauges of <see cref="DeliveryMetrics"/> fresh: counting in the database is for a clock, not for whoever reads a gauge.</summary>
public sealed partial class StandWatch(DeliveryMetrics metrics, IServiceScopeFactory scopes, TimeProvider time, ILogger<StandWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the server ends
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            metrics.Stand(await scope.ServiceProvider.GetRequiredService<ChannelStands>().OfAsync(null, cancellation));
        }
        catch (Exception outage) when (!cancellation.IsCancellationRequested && outage is not OutOfMemoryException)
        {
            LogOutage(outage.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "what waits cannot be counted now: {Why}")]
    private partial void LogOutage(string why);
}
