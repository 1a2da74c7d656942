using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary><c>tests/faults latency</c> and <c>backlog</c>: how fast, on this machine, which also runs the database, the broker and the readers.</summary>
internal static class Measures
{
    private const int Crews = 120;

    /// <summary>From a publication's commit to the event at each of the open streams, on one server.</summary>
    public static async Task<int> LatencyAsync(int streams, int publications)
    {
        await using var bench = await FaultBench.StartAsync(Crews, 1, isCluster: true, new Dictionary<string, string?> { [TestServer.StampVariable] = "1" });
        var used = TimeSpan.Zero;
        var arrivals = new ConcurrentBag<(int Version, DateTimeOffset At)>();
        var oracle = new Oracle(bench.Studio.Crews);
        using var publisher = new Publisher(bench.Studio, oracle);
        var pages = Enumerable.Range(0, streams).Select(i => bench.Studio.Crews[i % Crews])
            .Select(crew => new StreamRecorder(crew, bench.Studio.Sessions[crew], () => bench.AnyServer(0)) { OnNotice = (notice, at) => arrivals.Add(((int)notice.Version, at)) }).ToList();
        try
        {
            await Until.TrueAsync("every stream is open", 300, () => pages.All(page => page.Record().Snapshots.Count > 0));
            await QuietAsync(bench.Servers[0], streams);
            for (var i = 0; i < publications; i++)
            {
                // The first publication warms everything up.
                used = i == 1 ? bench.Servers[0].ProcessorTime : used;
                await publisher.PublishAsync(() => bench.AnyServer(0), EveryCrew(bench.Studio, i), CancellationToken.None);
                await Until.TrueAsync("every stream has it", 60, () => arrivals.Count == streams * (i + 1));
            }

            used = bench.Servers[0].ProcessorTime - used;
        }
        finally
        {
            await Task.WhenAll(pages.Select(page => page.DisposeAsync().AsTask()));
        }

        var commits = bench.Servers[0].Output.Where(line => line.StartsWith("committed ", StringComparison.Ordinal))
            .Select(line => new DateTimeOffset(long.Parse(line[10..], CultureInfo.InvariantCulture), TimeSpan.Zero)).ToList();
        var took = arrivals.Where(a => a.Version > 1).Select(a => (a.At - commits[a.Version - 1]).TotalMilliseconds).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"commit to event, {streams} streams of {Crews} crews on one server, {publications - 1} publications: p50 {At(took, 50):0} ms, p95 {At(took, 95):0} ms, p99 {At(took, 99):0} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the server used {used.TotalMilliseconds / (publications - 1):0} ms of processor time a publication, {used.TotalMicroseconds / took.Count:0} µs an event (the publishing itself is in it)"));
        return 0;
    }

    /// <summary>What open streams cost that have nothing to say.</summary>
    private static async Task QuietAsync(ServerSlot server, int streams)
    {
        var (before, clock) = (server.ProcessorTime, Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(15));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{streams} streams without news: the server uses {(server.ProcessorTime - before) / clock.Elapsed * 100:0.0} % of a processor"));
    }

    /// <summary>What has gathered while the broker was away, from its return to the last mark.</summary>
    public static async Task<int> BacklogAsync(int rows)
    {
        await using var bench = await FaultBench.StartAsync(Crews, 2, isCluster: true);
        await bench.Broker!.KillAsync();
        var oracle = new Oracle(bench.Studio.Crews);
        using var publisher = new Publisher(bench.Studio, oracle);
        for (var i = 0; i * Crews < rows; i++)
        {
            await publisher.PublishAsync(() => bench.AnyServer(0), EveryCrew(bench.Studio, i), CancellationToken.None);
        }

        await bench.Broker.StartBrokerAsync();
        var clock = Stopwatch.StartNew();
        await using var db = bench.Studio.Open();
        var waiting = await db.Outbox.CountAsync(o => o.SentAt == null);
        await Until.TrueAsync("the outbox is empty", 600, async () => !await db.Outbox.AnyAsync(o => o.SentAt == null));
        var sent = await db.Outbox.AsNoTracking().Select(o => new { o.RecipientId, o.Sequence, o.SentAt }).ToListAsync();
        var disorder = sent.GroupBy(o => o.RecipientId).Sum(own => own.OrderBy(o => o.Sequence).Zip(own.OrderBy(o => o.Sequence).Skip(1)).Count(p => p.First.SentAt > p.Second.SentAt));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{waiting} rows of {Crews} crews, two servers: empty {clock.Elapsed.TotalSeconds:0.0} s after the broker was back, {disorder} out of order"));
        return disorder == 0 ? 0 : 1;
    }

    private static Dictionary<string, Placed?> EveryCrew(FaultBase studio, int turn) =>
        studio.Crews.ToDictionary(crew => FaultBase.BlockOf(crew, 0), crew => (Placed?)studio.Place(crew, 0, turn % FaultBase.Starts));

    private static double At(List<double> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
}
