using System.Net.ServerSentEvents;
using System.Text.Json;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Tests.Faults.Recorders;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>
/// A crew's page without its looks: reads the stream over HTTP, applies what it says, resumes with <c>Last-Event-ID</c> on whichever
/// server it is given, for as long as it lives, and writes down everything.
/// </summary>
internal sealed class StreamRecorder : Recorder
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 10_000, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly CancellationTokenSource end = new();
    private readonly Func<Uri> server;
    private readonly string session;
    private readonly Task reading;
    private CancellationTokenSource cut = new();
    private string? lastEventId;

    /// <param name="server">Asked at every connect.</param>
    public StreamRecorder(string crew, string session, Func<Uri> server)
        : base("stream", crew)
    {
        (this.session, this.server) = (session, server);
        reading = ReadAsync();
    }

    /// <summary>Called with each notice as it comes.</summary>
    public Action<NoticeEnvelope, DateTimeOffset>? OnNotice { get; init; }

    public int Connects { get; private set; }

    public override bool IsReady => Record().Snapshots.Count > 0;

    /// <summary>The network is gone for a moment.</summary>
    public override void Cut() => Interlocked.Exchange(ref cut, new()).Cancel();

    public override async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await reading;
        end.Dispose();
    }

    private async Task ReadAsync()
    {
        while (!end.IsCancellationRequested)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cut.Token);
            try
            {
                await ConnectAsync(over.Token);
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server(), $"/api/crews/{Crew}/stream"));
        request.Headers.Add("Cookie", $"{SessionCookie.Name}={session}");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        Connects++;
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellation))
        {
            Take(item);
        }
    }

    private void Take(SseItem<string> item)
    {
        var at = TimeProvider.System.GetUtcNow();
        switch (item.EventType)
        {
            case "snapshot":
                Reset(JsonSerializer.Deserialize<StreamSnapshot>(item.Data, Envelopes.Json)!);
                break;
            case "notice":
                var notice = JsonSerializer.Deserialize<NoticeEnvelope>(item.Data, Envelopes.Json)!;
                Apply(notice);
                OnNotice?.Invoke(notice, at);
                break;
            default:
                return;
        }

        lastEventId = item.EventId;
    }
}
