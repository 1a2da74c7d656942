using System.Collections.Concurrent;

namespace StudioScheduler.Server.Accounts;

/// <summary>
/// Tells whoever holds a session open that it has ended, or that its memberships are others now, on whichever server that was done, within
/// <see cref="Sessions.CheckEvery"/>. One question for all that are held, however many they are.
/// </summary>
public sealed partial class SessionWatch(IServiceScopeFactory scopes, TimeProvider time, ILogger<SessionWatch> log) : BackgroundService
{
    private readonly ConcurrentDictionary<Watched, byte> held = new();

    public Watched Of(Visitor visitor)
    {
        var watched = new Watched(visitor, this);
        held.TryAdd(watched, 0);
        return watched;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Sessions.CheckEvery, time);
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
        var asked = held.Keys.ToList();
        if (asked.Count == 0)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var live = await scope.ServiceProvider.GetRequiredService<Sessions>()
                .FindAllAsync([.. asked.Select(w => w.Visitor.SessionId).Distinct()], cancellation);
            foreach (var watched in asked)
            {
                if (!live.TryGetValue(watched.Visitor.SessionId, out var now) || !now.Belongings.SequenceEqual(watched.Visitor.Belongings))
                {
                    watched.End();
                }
            }
        }
        catch (Exception outage) when (!cancellation.IsCancellationRequested && outage is not OutOfMemoryException)
        {
            // While the database is away nobody can end a session either.
            LogOutage(outage);
        }
    }

    [LoggerMessage(LogLevel.Warning, "open sessions cannot be looked at; they are in a moment")]
    private partial void LogOutage(Exception outage);

    public sealed class Watched : IDisposable
    {
        private readonly CancellationTokenSource ended = new();
        private readonly SessionWatch watch;

        internal Watched(Visitor visitor, SessionWatch watch) => (Visitor, this.watch) = (visitor, watch);

        public CancellationToken Ended => ended.Token;

        internal Visitor Visitor { get; }

        // Not disposed: the watch may be ending it at this moment, and a source without a timer holds nothing.
        public void Dispose() => watch.held.TryRemove(this, out _);

        internal void End() => ended.Cancel();
    }
}
