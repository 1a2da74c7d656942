using System.Net.Http.Json;
using System.Text.Json;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Faults.Recorders;

/// <summary>
/// All receivers of a campaign: a page for every crew, for every fourth crew an app with a queue of its own (where there is a broker), for
/// every fourth a webhook. Queues and webhooks are ordered from the server by a manager.
/// </summary>
internal sealed class Receivers : IAsyncDisposable
{
    private readonly FaultBench bench;
    private readonly List<Recorder> all = [];
    private readonly Dictionary<string, WebhookRecorder> hooks = [];
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false });
    private HttpReceiver? door;
    private int turn;

    private Receivers(FaultBench bench) => this.bench = bench;

    public IReadOnlyList<Recorder> All => all;

    public static async Task<Receivers> OpenAsync(FaultBench bench, int seed)
    {
        var made = new Receivers(bench);
        try
        {
            await made.OpenAsync(seed);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>The last fault is over: those that had moods have none any more.</summary>
    public void Calm()
    {
        foreach (var hook in all.OfType<WebhookRecorder>())
        {
            hook.Calm();
        }
    }

    /// <summary>What the receivers of one channel went through.</summary>
    public static string Story(IReadOnlyList<Recorder> own) => own[0] switch
    {
        StreamRecorder => $"{own.OfType<StreamRecorder>().Sum(r => r.Connects)} connects",
        QueueRecorder => $"{own.OfType<QueueRecorder>().Sum(r => r.Starts)} starts of apps, {own.OfType<QueueRecorder>().Sum(r => r.Fetched)} notices fetched from servers, {own.OfType<QueueRecorder>().Sum(r => r.Refused)} accounts refused",
        WebhookRecorder => $"{own.OfType<WebhookRecorder>().Sum(r => r.Posts)} posts, {own.OfType<WebhookRecorder>().Sum(r => r.Failed)} refused or not answered, {own.OfType<WebhookRecorder>().Sum(r => r.Dropped)} repeats dropped by id",
        _ => "",
    };

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(all.Select(recorder => recorder.DisposeAsync().AsTask()));
        if (door is not null)
        {
            await door.DisposeAsync();
        }

        http.Dispose();
    }

    private async Task OpenAsync(int seed)
    {
        door = await HttpReceiver.StartAsync();
        door.Answer = (post, context) => hooks[post.Path.TrimStart('/')].TakeAsync(post, context);
        foreach (var (i, crew) in bench.Studio.Crews.Index())
        {
            var session = bench.Studio.Sessions[crew];
            all.Add(new StreamRecorder(crew, session, Server(i)));
            if (i % 4 == 1 && bench.Broker is not null)
            {
                all.Add(new QueueRecorder(crew, session, new(await OrderAsync(crew, new { Channel = "amqp" })), Server(i)));
            }
            else if (i % 4 == 3)
            {
                hooks[crew] = new(crew, await OrderAsync(crew, new { Channel = "webhook", Address = new Uri(door.Address, crew) }), seed);
                all.Add(hooks[crew]);
            }
        }

        await Until.TrueAsync("every receiver is ready", 180, () => all.All(recorder => recorder.IsReady),
            () => string.Join(", ", all.Where(recorder => !recorder.IsReady).Select(recorder => $"{recorder.Channel} of {recorder.Crew}").Take(5)));
    }

    // Another server each time.
    private Func<Uri> Server(int crew) => () => bench.AnyServer(crew + Interlocked.Increment(ref turn));

    /// <summary>What its receiver must know: a signing secret, or a queue's address with its password.</summary>
    private async Task<string> OrderAsync(string crew, object endpoint)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bench.AnyServer(0), $"/api/recipients/crew/{crew}/endpoints")) { Content = JsonContent.Create(endpoint) };
        request.Headers.Add("Cookie", $"{SessionCookie.Name}={bench.Studio.Manager}");
        using var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!
            : throw new InvalidOperationException($"an endpoint was refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
