namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>
/// Many who ask the same at the same time get one answer. Whoever asks while a look is under way does not join it, because it may have
/// begun before what they want to see; they share the one after it.
/// </summary>
internal sealed class SharedLooks<TKey, T>(Func<TKey, Task<T>> look)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Pair> pairs = [];

    /// <summary>What a look sees that begins after this call.</summary>
    public Task<T> AskAsync(TKey key)
    {
        lock (gate)
        {
            if (pairs.TryGetValue(key, out var pair))
            {
                return pair.Next ??= RunAsync(key, pair, pair.Running);
            }

            pairs[key] = pair = new();
            return pair.Running = RunAsync(key, pair, null);
        }
    }

    private async Task<T> RunAsync(TKey key, Pair pair, Task? before)
    {
        // Never inside the caller's lock.
        await Task.Yield();
        if (before is not null)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        try
        {
            return await look(key);
        }
        finally
        {
            lock (gate)
            {
                (pair.Running, pair.Next) = (pair.Next, null);
                if (pair.Running is null)
                {
                    pairs.Remove(key);
                }
            }
        }
    }

    private sealed class Pair
    {
        public Task<T>? Running { get; set; }

        public Task<T>? Next { get; set; }
    }
}
