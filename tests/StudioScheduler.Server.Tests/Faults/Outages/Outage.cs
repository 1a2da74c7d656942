using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Faults.Outages;

/// <summary>What is wrong with the broker.</summary>
internal enum BrokerTrouble
{
    Stopped,
    BlackHole,
    DiskAlarm,
}

/// <param name="IsCompared">A second installation whose broker is well takes every other request; else there is only the one that breaks.</param>
internal sealed record OutageOrder(BrokerTrouble Trouble, TimeSpan Length, int Crews, bool IsCompared);

/// <param name="Well">By kind of request, the installation whose broker is well; empty where nothing is compared.</param>
/// <param name="LongestSend">The longest that the dispatcher waited for the broker in one round.</param>
/// <param name="Backlog">Outbox rows that waited when the broker came back, and how soon they were gone.</param>
internal sealed record OutageResult(
    IReadOnlyDictionary<string, RequestTimes> Well, IReadOnlyDictionary<string, RequestTimes> Troubled, TimeSpan LongestSend, (int Rows, TimeSpan Gone) Backlog, Verdict Verdict)
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private const double Share = 1.2;
    private const double Slack = 5;

    /// <summary>Nothing failed, nothing waited too long, and afterwards everybody got everything.</summary>
    public bool Works => Troubled.Values.Concat(Well.Values).All(t => t.Failed == 0) && Troubled.Values.All(t => t.Longest < LongestWait.TotalMilliseconds)
        && LongestSend < LongestWait && Verdict.IsClean;

    /// <summary>No kind of request has become slower: 95 of a hundred within 20 % or 5 ms.</summary>
    public bool IsAsFast => Well.All(w => Troubled[w.Key].At(95) <= Math.Max(w.Value.At(95) * Share, w.Value.At(95) + Slack));

    public IEnumerable<string> Lines =>
    [
        $"{"ms",-8} {"broker",-8} {"count",6} {"failed",6} {"p50",8} {"p95",8} {"max",8}",
        .. Well.OrderBy(w => w.Key).Select(w => $"{w.Key,-8} {"well",-8} {w.Value}"),
        .. Troubled.OrderBy(w => w.Key).Select(w => $"{w.Key,-8} {"troubled",-8} {w.Value}"),
        string.Create(CultureInfo.InvariantCulture, $"longest wait of the dispatcher for the broker {LongestSend.TotalSeconds:0.0} s; {Backlog.Rows} rows waited, gone {Backlog.Gone.TotalSeconds:0.0} s after the broker was back; then {Verdict}"),
    ];
}

/// <summary>
/// A broker in trouble while people work. Two installations stand side by side, and requests go to one and the other in turn, so that
/// what else this machine does slows both; only one has the trouble.
/// </summary>
internal sealed class Outage(OutageOrder order, Action<string> say)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    public async Task<OutageResult> RunAsync(CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string?> { [TestServer.WaitVariable] = "1" };
        await using var troubled = await FaultBench.StartAsync(order.Crews, 1, isCluster: true, settings);
        await using var well = order.IsCompared ? await FaultBench.StartAsync(order.Crews, 1, isCluster: true, settings) : null;
        var both = new[] { troubled, well }.OfType<FaultBench>().Select(b => (Bench: b, Visits: new Visits(b))).ToList();
        var pages = both.SelectMany(b => b.Bench.Studio.Crews.Select(crew => new StreamRecorder(crew, b.Bench.Studio.Sessions[crew], () => b.Bench.AnyServer(0)))).ToList();
        try
        {
            await Until.TrueAsync("every page is open", 120, () => pages.All(p => p.IsReady));
            await VisitAsync(both, order.IsCompared ? WarmUp : TimeSpan.FromSeconds(2), cancellation);
            both.ForEach(b => b.Visits.Forget());
            say($"{order.Trouble}");
            await BreakAsync(troubled);
            await VisitAsync(both, order.Length, cancellation);
            var waiting = await WaitingAsync(troubled);
            await MendAsync(troubled);
            var clock = Stopwatch.StartNew();
            say($"the broker is back, {waiting} rows wait");
            await Until.TrueAsync("the backlog is gone", 300, async () => await WaitingAsync(troubled) == 0);
            var gone = clock.Elapsed;
            var own = pages.Take(troubled.Studio.Crews.Count).ToList();
            await Until.TrueAsync("every page shows the plan", Campaign.Limit.TotalSeconds, () => own.All(both[0].Visits.Oracle.IsConverged));
            return new(
                both.Count > 1 ? both[1].Visits.Times : [], both[0].Visits.Times, LongestSend(troubled), (waiting, gone), Verdict.Of(own.Select(both[0].Visits.Oracle.Judge)));
        }
        finally
        {
            await Task.WhenAll(pages.Select(p => p.DisposeAsync().AsTask()));
            both.ForEach(b => b.Visits.Dispose());
        }
    }

    private static async Task VisitAsync(IReadOnlyList<(FaultBench Bench, Visits Visits)> both, TimeSpan length, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < length)
        {
            foreach (var (_, visits) in both)
            {
                await visits.NextAsync(cancellation);
                // People think between two requests; without a breath the machine would be measured, not the broker.
                await Task.Delay(Breath, cancellation);
            }
        }
    }

    private static Task<int> WaitingAsync(FaultBench bench) => Task.Run(async () =>
    {
        await using var db = bench.Studio.Open();
        return await db.Outbox.CountAsync(o => o.SentAt == null);
    });

    private static TimeSpan LongestSend(FaultBench bench) => bench.Servers[0].Output
        .Where(line => line.StartsWith("waited ", StringComparison.Ordinal))
        .Select(line => TimeSpan.FromMilliseconds(double.Parse(line[7..], CultureInfo.InvariantCulture))).DefaultIfEmpty().Max();

    private async Task BreakAsync(FaultBench bench)
    {
        switch (order.Trouble)
        {
            case BrokerTrouble.Stopped:
                await bench.Broker!.TerminateAsync();
                break;
            case BrokerTrouble.BlackHole:
                bench.ToBroker!.Faults = new(IsBlackHole: true);
                break;
            case BrokerTrouble.DiskAlarm:
                await bench.Broker!.ControlAsync("set_disk_free_limit", "100000GB");
                break;
        }
    }

    private async Task MendAsync(FaultBench bench)
    {
        switch (order.Trouble)
        {
            case BrokerTrouble.Stopped:
                await bench.Broker!.StartBrokerAsync();
                break;
            case BrokerTrouble.BlackHole:
                bench.ToBroker!.Faults = new();
                break;
            case BrokerTrouble.DiskAlarm:
                await bench.Broker!.ControlAsync("set_disk_free_limit", "50MB");
                break;
        }
    }
}
