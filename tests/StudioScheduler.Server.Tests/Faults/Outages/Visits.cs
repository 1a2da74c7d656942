using System.Diagnostics;
using StudioScheduler.Server.Accounts;

namespace StudioScheduler.Server.Tests.Faults.Outages;

/// <summary>What people do on one installation all day: look at pages, ask the API, publish; each request is timed.</summary>
internal sealed class Visits : IDisposable
{
    /// <summary>Every so many turns somebody publishes.</summary>
    private const int PublishEvery = 8;

    private readonly FaultBench bench;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Publisher publisher;
    private readonly (string Kind, string Path, string Session)[] looks;
    private int turn;

    public Visits(FaultBench bench)
    {
        this.bench = bench;
        Oracle = new(bench.Studio.Crews);
        publisher = new(bench.Studio, Oracle) { OnAnswer = (took, isGood) => Take("publish", took, isGood) };
        var (manager, crew) = (bench.Studio.Manager, bench.Studio.Crews[0]);
        var monday = bench.Studio.Week.Monday;
        looks =
        [
            ("page", FormattableString.Invariant($"/week/{monday:yyyy-MM-dd}"), manager), ("page", "/delivery", manager), ("page", "/requests", manager),
            ("api", $"/api/crews/{crew}", bench.Studio.Sessions[crew]), ("api", "/api/delivery/board", manager), ("api", $"/api/crews/{crew}/notices?epoch=1&after=0", bench.Studio.Sessions[crew]),
        ];
    }

    public Oracle Oracle { get; }

    /// <summary>By kind, since the last <see cref="Forget"/>.</summary>
    public Dictionary<string, RequestTimes> Times { get; } = [];

    public void Forget() => Times.Clear();

    /// <summary>One page or API request and, now and then, a publication to every crew.</summary>
    public async Task NextAsync(CancellationToken cancellation)
    {
        var (kind, path, session) = looks[turn % looks.Length];
        var clock = Stopwatch.StartNew();
        var isGood = await IsGoodAsync(path, session, cancellation);
        Take(kind, clock.Elapsed, isGood);
        if (++turn % PublishEvery == 0)
        {
            await publisher.TryPublishAsync(bench.AnyServer(0), bench.Studio.Crews.ToDictionary(
                crew => FaultBase.BlockOf(crew, turn / PublishEvery % FaultBase.BlocksPerCrew),
                crew => (Placed?)bench.Studio.Place(crew, turn / PublishEvery % FaultBase.BlocksPerCrew, turn / PublishEvery / FaultBase.BlocksPerCrew % FaultBase.Starts)), cancellation);
        }
    }

    public void Dispose()
    {
        publisher.Dispose();
        http.Dispose();
    }

    private async Task<bool> IsGoodAsync(string path, string session, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(bench.AnyServer(0), path));
        request.Headers.Add("Cookie", $"{SessionCookie.Name}={session}");
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            return answer.StatusCode == System.Net.HttpStatusCode.OK;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Take(string kind, TimeSpan took, bool isGood)
    {
        if (!Times.TryGetValue(kind, out var times))
        {
            Times[kind] = times = new();
        }

        times.Add(took, isGood);
    }
}
