using StudioScheduler.Client.Amqp;
using StudioScheduler.Client.Http;
using StudioScheduler.Client.Inbox;

namespace StudioScheduler.Client;

/// <summary>
/// Everything that a crew app needs, put together: an inbox, a source (the crew's queue where there is one, else the server's stream), and
/// receipts. <code>
/// await using var app = await CrewApp.OpenAsync(server, token, new FilePositionStore("calls.json"));
/// app.Inbox.Applied += notice => …;
/// await app.RunAsync(stop);
/// </code>
/// </summary>
public sealed class CrewApp : IAsyncDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    private readonly HttpClient http;
    private readonly HttpCrewServer server;
    private readonly Uri? queue;
    private readonly TimeProvider time;

    private CrewApp(HttpClient http, HttpCrewServer server, CrewInbox inbox, Uri? queue, TimeProvider time) =>
        (this.http, this.server, Inbox, this.queue, this.time) = (http, server, inbox, queue, time);

    /// <summary>Why the line is down; null when it is up.</summary>
    public event Action<string?>? LineChanged;

    public CrewInbox Inbox { get; }

    /// <param name="crew">Null: the crew that the token is for.</param>
    /// <param name="queue">The crew's queue on the broker; null: the server's stream.</param>
    /// <exception cref="HttpRequestException">The server cannot be reached, or refuses the token.</exception>
    public static async Task<CrewApp> OpenAsync(
        Uri address, string token, IPositionStore store, string? crew = null, Uri? queue = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        var http = HttpCrewServer.Client(address, token);
        try
        {
            crew ??= await HttpCrewServer.CrewOfTokenAsync(http, cancellation)
                ?? throw new HttpRequestException("the token is for no crew. Maybe it is a manager's.", null, System.Net.HttpStatusCode.Forbidden);
            var server = new HttpCrewServer(http, crew);
            return new(http, server, await CrewInbox.OpenAsync(store, server, cancellation), queue, time ?? TimeProvider.System);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Runs until cancelled, through every outage of server and broker; ends with an error only where token or account are refused.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reporting = ReportAsync(over.Token);
        try
        {
            await SourceAsync(over.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // asked to
        }
        finally
        {
            await over.CancelAsync();
            await reporting;
        }
    }

    public ValueTask DisposeAsync()
    {
        Inbox.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SourceAsync(CancellationToken cancellation)
    {
        if (queue is not null)
        {
            var source = new QueueSource(queue, Inbox, time);
            source.LineChanged += why => LineChanged?.Invoke(why);
            return source.RunAsync(cancellation);
        }

        var stream = new StreamSource(server, Inbox, time);
        stream.LineChanged += why => LineChanged?.Invoke(why);
        return stream.RunAsync(cancellation);
    }

    /// <summary>"Stored" is news to the server only when it has grown; a report that fails is made again with the next.</summary>
    private async Task ReportAsync(CancellationToken cancellation)
    {
        var told = (Epoch: 0, Sequence: 0L);
        try
        {
            while (true)
            {
                var now = (Inbox.State.Epoch, Inbox.State.Sequence);
                if (now != told && now.Sequence > 0)
                {
                    try
                    {
                        await server.ReportAsync(new(now.Epoch, now.Sequence, IsSeen: false), cancellation);
                        told = now;
                    }
                    catch (Exception away) when (away is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
                    {
                        // again in a moment
                    }
                }

                // A burst of notices becomes one report.
                await Task.Delay(ReportEvery, time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // over
        }
    }
}
