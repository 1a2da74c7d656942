using System.Net.ServerSentEvents;
using System.Text.Json;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Streams;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>Everything a crew's page got: notices that it applied, snapshots, and what a page must never get.</summary>
/// <param name="Repeats">Numbers that came again after they had been applied.</param>
/// <param name="Leaps">Numbers that came too early, and snapshots that went back.</param>
internal sealed record Recorded(
    IReadOnlyList<NoticeEnvelope> Notices, IReadOnlyList<StreamSnapshot> Snapshots, IReadOnlyList<string> Repeats, IReadOnlyList<string> Leaps);

/// <summary>
/// A crew's page without its looks: reads the stream over HTTP, applies what it says, resumes with <c>Last-Event-ID</c> on whichever
/// server it is given, for as long as it lives, and writes down everything.
/// </summary>
internal sealed class StreamRecorder : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 10_000, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly Lock gate = new();
    private readonly CancellationTokenSource end = new();
    private readonly Func<Uri> server;
    private readonly string session;
    private readonly Task reading;
    private readonly Dictionary<string, Placed> calls = [];
    private readonly List<NoticeEnvelope> notices = [];
    private readonly List<StreamSnapshot> snapshots = [];
    private readonly List<string> repeats = [];
    private readonly List<string> leaps = [];
    private CancellationTokenSource cut = new();
    private StreamPosition position;
    private string? lastEventId;

    /// <param name="server">Asked at every connect.</param>
    public StreamRecorder(string crew, string session, Func<Uri> server)
    {
        (Crew, this.session, this.server) = (crew, session, server);
        reading = ReadAsync();
    }

    public string Crew { get; }

    /// <summary>Called with each notice as it comes.</summary>
    public Action<NoticeEnvelope, DateTimeOffset>? OnNotice { get; init; }

    public int Connects { get; private set; }

    public StreamPosition Position
    {
        get
        {
            lock (gate)
            {
                return position;
            }
        }
    }

    public IReadOnlyDictionary<string, Placed> Calls
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<string, Placed>(calls);
            }
        }
    }

    public Recorded Record()
    {
        lock (gate)
        {
            return new([.. notices], [.. snapshots], [.. repeats], [.. leaps]);
        }
    }

    /// <summary>The network is gone for a moment.</summary>
    public void Cut() => Interlocked.Exchange(ref cut, new()).Cancel();

    public async ValueTask DisposeAsync()
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

    private void Reset(StreamSnapshot snapshot)
    {
        lock (gate)
        {
            var next = new StreamPosition(snapshot.Epoch, snapshot.Sequence);
            if (position.IsAfter(next))
            {
                leaps.Add($"{Crew} back from {position} to {next}");
            }

            position = next;
            snapshots.Add(snapshot);
            calls.Clear();
            foreach (var (block, at) in Oracle.CallsOf(snapshot))
            {
                calls[block] = at;
            }
        }
    }

    private void Apply(NoticeEnvelope notice)
    {
        lock (gate)
        {
            var next = new StreamPosition(notice.Epoch, notice.Sequence);
            if (!next.IsAfter(position))
            {
                repeats.Add($"{Crew} {next} again at {position}");
                return;
            }

            if (next != position with { Sequence = position.Sequence + 1 })
            {
                leaps.Add($"{Crew} {next} at {position}");
            }

            position = next;
            notices.Add(notice);
            foreach (var change in notice.Changes)
            {
                if (change.After is { } after)
                {
                    calls[change.Block] = new(after.Stage, after.Start);
                }
                else
                {
                    calls.Remove(change.Block);
                }
            }
        }
    }
}
