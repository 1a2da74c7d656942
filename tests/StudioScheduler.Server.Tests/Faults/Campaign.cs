using System.Diagnostics;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Faults;

/// <param name="IsCluster">PostgreSQL, RabbitMQ and <paramref name="Servers"/> servers; else one embedded server on SQLite.</param>
internal sealed record CampaignOrder(int Crews, int Changes, int Faults, int Seed, bool IsCluster, int Servers);

/// <param name="ConvergedAfter">Since the last fault and the last publication; null: not within the limit.</param>
/// <param name="Done">How many faults of each kind.</param>
internal sealed record CampaignResult(
    Verdict Verdict, TimeSpan? ConvergedAfter, int Changes, int Publications, int Unanswered, int Notices, int Restarts, int Connects,
    IReadOnlyDictionary<FaultKind, int> Done, TimeSpan Took)
{
    public bool Holds => Verdict.IsClean && ConvergedAfter is not null;
}

/// <summary>
/// Publishes while things break, and compares what every crew's page got with what was published. The faults are spread evenly over
/// the changes; the next one begins when the one before is over, except that a killed server comes back by itself.
/// </summary>
internal sealed class Campaign(CampaignOrder order, FaultBench bench, Action<string> say)
{
    /// <summary>All pages equal the plan so soon after the last fault.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Oracle oracle = new(bench.Studio.Crews);
    private readonly Random dice = new(order.Seed);
    private readonly Dictionary<FaultKind, int> done = [];
    private readonly List<StreamRecorder> pages = [];
    private int turn;

    public static async Task<CampaignResult> RunAsync(CampaignOrder order, Action<string> say, CancellationToken cancellation)
    {
        await using var bench = await FaultBench.StartAsync(order.Crews, order.Servers, order.IsCluster);
        return await new Campaign(order, bench, say).RunAsync(cancellation);
    }

    private async Task<CampaignResult> RunAsync(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var publisher = new Publisher(bench.Studio, oracle);
        pages.AddRange(bench.Studio.Crews.Select((crew, i) => new StreamRecorder(crew, bench.Studio.Sessions[crew], () => bench.AnyServer(i + Interlocked.Increment(ref turn)))));
        try
        {
            await Until.TrueAsync("every page is open", 120, () => pages.All(page => page.Record().Snapshots.Count > 0));
            var breaking = BreakAsync(cancellation);
            await PublishAsync(publisher, cancellation);
            await breaking;
            foreach (var server in bench.Servers)
            {
                await server.UpAsync(cancellation);
            }

            var converged = await ConvergeAsync(cancellation);
            var verdict = Verdict.Of(pages.Select(oracle.Judge));
            return new(
                verdict, converged, oracle.Changes, publisher.Count.Answered + publisher.Count.Unanswered, publisher.Count.Unanswered,
                bench.Studio.Crews.Sum(c => oracle.StreamOf(c).Count), bench.Servers.Sum(s => s.Restarts), pages.Sum(p => p.Connects), done, clock.Elapsed);
        }
        finally
        {
            foreach (var page in pages)
            {
                await page.DisposeAsync();
            }
        }
    }

    private async Task PublishAsync(Publisher publisher, CancellationToken cancellation)
    {
        var changes = new Random(order.Seed + 1);
        var reported = 0;
        while (oracle.Changes < order.Changes)
        {
            await publisher.PublishAsync(() => bench.AnyServer(turn++), Draw(changes), cancellation);
            if (oracle.Changes * 10 / order.Changes is var tenth && tenth > reported)
            {
                reported = tenth;
                say($"{oracle.Changes} changes in {publisher.Count.Answered + publisher.Count.Unanswered} publications, {done.Values.Sum()} faults");
            }
        }
    }

    /// <summary>Four of five crews, one to seven of their blocks, a twentieth of them cancelled; everything else moves or is new.</summary>
    private Dictionary<string, Placed?> Draw(Random chance)
    {
        var left = order.Changes - oracle.Changes;
        var changes = new Dictionary<string, Placed?>();
        while (changes.Count == 0)
        {
            foreach (var crew in bench.Studio.Crews.Where(_ => chance.Next(5) > 0))
            {
                foreach (var day in Enumerable.Range(0, FaultBase.BlocksPerCrew).OrderBy(_ => chance.Next()).Take(chance.Next(1, FaultBase.BlocksPerCrew + 1)).Take(left - changes.Count))
                {
                    var block = FaultBase.BlockOf(crew, day);
                    Placed? now = oracle.Plan.TryGetValue(block, out var at) ? at : null;
                    Placed? next = bench.Studio.Place(crew, day, chance.Next(FaultBase.Starts));
                    changes[block] = now is not null && (next == now || chance.Next(20) == 0) ? null : next;
                }
            }
        }

        return changes;
    }

    private async Task BreakAsync(CancellationToken cancellation)
    {
        var plan = FaultPlan.Of(order.Seed, order.Faults, order.Servers, order.IsCluster);
        for (var i = 0; i < plan.Count; i++)
        {
            var due = (long)(i + 1) * order.Changes / (plan.Count + 1);
            // A fault is due by what has been published, not by the clock; the caller bounds the whole.
            while (oracle.Changes < due)
            {
                await Task.Delay(20, cancellation);
            }

            await BreakAsync(plan[i], cancellation);
            done[plan[i].Kind] = done.GetValueOrDefault(plan[i].Kind) + 1;
        }
    }

    private async Task BreakAsync(Fault fault, CancellationToken cancellation)
    {
        var length = TimeSpan.FromMilliseconds(fault.Milliseconds);
        switch (fault.Kind)
        {
            case FaultKind.KillServer or FaultKind.KillServerAtPoint:
                await bench.Servers[fault.Server].KillAsync(fault.Point, cancellation);
                break;
            case FaultKind.KillBroker:
                await bench.Broker!.KillAsync();
                // How long it is away is part of the plan.
                await Task.Delay(length, cancellation);
                await bench.Broker.StartBrokerAsync();
                break;
            case FaultKind.StopDatabase:
                await bench.Cluster!.StopAtOnceAsync();
                await Task.Delay(length, cancellation);
                await bench.Cluster.StartServerAsync();
                break;
            case FaultKind.ResetDatabase:
                bench.ToDatabase!.ResetAll();
                break;
            case FaultKind.ResetBroker:
                bench.ToBroker!.ResetAll();
                break;
            case FaultKind.BlackHoleDatabase or FaultKind.BlackHoleBroker:
                var proxy = fault.Kind == FaultKind.BlackHoleDatabase ? bench.ToDatabase! : bench.ToBroker!;
                proxy.Faults = new(IsBlackHole: true);
                await Task.Delay(length, cancellation);
                proxy.Faults = new();
                break;
            case FaultKind.DuplicateMessages:
                await Duplicates.InjectAsync(bench.Broker!.Address(), length, dice, cancellation);
                break;
            case FaultKind.CutStreams:
                foreach (var page in pages.Where(_ => dice.Next(2) == 0))
                {
                    page.Cut();
                }

                break;
        }
    }

    private async Task<TimeSpan?> ConvergeAsync(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (!pages.All(oracle.IsConverged))
        {
            if (clock.Elapsed > Limit)
            {
                return null;
            }

            await Task.Delay(25, cancellation);
        }

        return clock.Elapsed;
    }
}
