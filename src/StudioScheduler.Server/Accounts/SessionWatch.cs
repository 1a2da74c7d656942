namespace StudioScheduler.Server.Accounts;

/// <summary>Tells whoever holds a session open that it has ended, on whichever server it was ended, within <see cref="Sessions.CheckEvery"/>.</summary>
public sealed class SessionWatch(IServiceScopeFactory scopes, TimeProvider time)
{
    public Watched Of(Guid sessionId) => new(sessionId, scopes, time);

    public sealed class Watched : IAsyncDisposable
    {
        private readonly CancellationTokenSource ended = new();
        private readonly CancellationTokenSource over = new();
        private readonly Task watching;

        internal Watched(Guid sessionId, IServiceScopeFactory scopes, TimeProvider time) => watching = WatchAsync(sessionId, scopes, time);

        public CancellationToken Ended => ended.Token;

        public async ValueTask DisposeAsync()
        {
            await over.CancelAsync();
            await watching;
            over.Dispose();
            ended.Dispose();
        }

        private async Task WatchAsync(Guid sessionId, IServiceScopeFactory scopes, TimeProvider time)
        {
            try
            {
                using var timer = new PeriodicTimer(Sessions.CheckEvery, time);
                while (await timer.WaitForNextTickAsync(over.Token))
                {
                    await using var scope = scopes.CreateAsyncScope();
                    if (await scope.ServiceProvider.GetRequiredService<Sessions>().FindAsync(sessionId, over.Token) is null)
                    {
                        await ended.CancelAsync();
                        return;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // the holder is done
            }
        }
    }
}
