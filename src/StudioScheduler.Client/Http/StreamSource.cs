using System.Net.ServerSentEvents;
using System.Text.Json;
using StudioScheduler.Client.Inbox;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Client.Http;

/// <summary>Server-sent events into an inbox: resumes at its position on any server, and never gives up while it runs.</summary>
public sealed class StreamSource(HttpCrewServer server, CrewInbox inbox, TimeProvider time)
{
    // The server's heart beats every 15 s; three missed beats are a dead line.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    /// <summary>Why the line is down; null when it is up again.</summary>
    public event Action<string?>? LineChanged;

    /// <summary>Runs until cancelled. 401, 403 and 404 end it: the token is not good (any more).</summary>
    /// <exception cref="HttpRequestException">The server refused the token.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pause = new Pauses(time);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(pause, cancellation);
                LineChanged?.Invoke("the server has ended the stream");
            }
            catch (HttpRequestException refused) when (HttpCrewServer.IsRefusal(refused))
            {
                throw;
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                LineChanged?.Invoke(cut.Message);
            }

            await pause.WaitAsync(cancellation);
        }
    }

    private async Task ReadAsync(Pauses pause, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(Silence, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        await using var stream = await server.OpenStreamAsync($"{inbox.State.Epoch}-{inbox.State.Sequence}", over.Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(over.Token))
        {
            silence.CancelAfter(Silence);
            pause.Reset();
            LineChanged?.Invoke(null);
            switch (item.EventType)
            {
                case "snapshot":
                    await inbox.OfferAsync(JsonSerializer.Deserialize<StreamSnapshot>(item.Data, JsonSerializerOptions.Web)!, cancellation);
                    break;
                case "notice":
                    if (await inbox.OfferAsync(JsonSerializer.Deserialize<NoticeEnvelope>(item.Data, JsonSerializerOptions.Web)!, cancellation) == Offered.Parked)
                    {
                        await inbox.CatchUpAsync(cancellation);
                    }

                    break;
            }
        }
    }
}
