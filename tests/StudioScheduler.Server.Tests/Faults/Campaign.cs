using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Tests.Faults.Recorders;

namespace StudioScheduler.Server.Tests.Faults;

/// <param name="IsCluster">PostgreSQL, RabbitMQ and <paramref name="Servers"/> servers; else one embedded server on SQLite.</param>
internal sealed record CampaignOrder(int Crews, int Changes, int Faults, int Seed, bool IsCluster, int Servers);

/// <summary>
/// Publishes while things break, and compares what every receiver got with what was published. The faults are spread evenly over
/// the changes; the next one begins when the one before is over, except that a killed server comes back by itself.
/// </summary>
internal sealed class Campaign(CampaignOrder order, FaultBench bench, Receivers receivers, Action<string> say)
{
    /// <summary>Pages and apps show the plan so soon after the last fault.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Webhooks: what a killed server had in hand is free after its lease of 25 s, and what was refused last is tried again after a pause. The
    /// product's pauses between the ten tries grow to some 75 hours; here they are shorter.
    /// </summary>
    public static readonly TimeSpan WebhookLimit = TimeSpan.FromSeconds(60);

    private const string Pauses = "100,300,1000,1000,2000,2000,3000,5000,5000";

    private readonly Oracle oracle = new(bench.Studio.Crews);
    private readonly Random dice = new(order.Seed);
    private readonly Dictionary<FaultKind, (int Times, TimeSpan Took)> done = [];
    private int turn;

    public static async Task<CampaignResult> RunAsync(CampaignOrder order, Action<string> say, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string?> { [TestServer.WebhookVariable] = Pauses };
        await using var bench = await FaultBench.StartAsync(order.Crews, order.Servers, order.IsCluster, settings, hasQueues: true);
        await using var receivers = await Receivers.OpenAsync(bench, order.Seed);
        return await new Campaign(order, bench, receivers, say).RunAsync(cancellation);
    }

    private async Task<CampaignResult> RunAsync(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var publisher = new Publisher(bench.Studio, oracle);
        var breaking = BreakAsync(cancellation);
        await PublishAsync(publisher, cancellation);
        var publishing = clock.Elapsed;
        await breaking;
        foreach (var server in bench.Servers)
        {
            await server.UpAsync(cancellation);
        }

        receivers.Calm();
        var end = Stopwatch.GetTimestamp();
        var converged = await ConvergeAsync(SinceTheLast, cancellation);
        var unsent = await UnsentAsync(SinceTheLast, cancellation);
        var channels = receivers.All.GroupBy(r => r.Channel).Select(own => new ChannelResult(
            own.Key, own.Count(), own.Sum(r => r.Record().Notices.Count), Verdict.Of(own.Select(oracle.Judge)), converged.TryGetValue(own.Key, out var after) ? after : null,
            LimitOf(own.Key), Receivers.Story([.. own])));
        return new(
            [.. channels], unsent, oracle.Changes, publisher.Count.Answered + publisher.Count.Unanswered, publisher.Count.Unanswered,
            bench.Studio.Crews.Sum(c => oracle.StreamOf(c).Count), bench.Servers.Sum(s => s.Restarts), [.. bench.Servers.SelectMany(s => s.Crashes)], done, publishing, clock.Elapsed);

        // An armed server dies when it comes to its point, which may be later than everything else.
        TimeSpan SinceTheLast() => Stopwatch.GetElapsedTime(Math.Max(end, bench.Servers.Max(s => s.LastEnd)));
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
                say($"{oracle.Changes} changes in {publisher.Count.Answered + publisher.Count.Unanswered} publications, {done.Values.Sum(d => d.Times)} faults");
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

            var clock = Stopwatch.StartNew();
            await BreakAsync(plan[i], cancellation);
            var (times, took) = done.GetValueOrDefault(plan[i].Kind);
            done[plan[i].Kind] = (times + 1, took + clock.Elapsed);
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
            case FaultKind.CutReceivers:
                foreach (var receiver in receivers.All.Where(_ => dice.Next(2) == 0))
                {
                    receiver.Cut();
                }

                break;
        }
    }

    private static TimeSpan LimitOf(string channel) => channel == ChannelName.Webhook ? WebhookLimit : Limit;

    /// <summary>By channel, when the last of its receivers showed the plan; those that did not within their limit are missing.</summary>
    private async Task<Dictionary<string, TimeSpan>> ConvergeAsync(Func<TimeSpan> since, CancellationToken cancellation)
    {
        var converged = new Dictionary<string, TimeSpan>();
        var waiting = receivers.All.GroupBy(r => r.Channel).ToList();
        while (waiting.RemoveAll(own => since() > LimitOf(own.Key)) >= 0 && waiting.Count > 0)
        {
            foreach (var own in waiting.Where(own => own.All(oracle.IsConverged)).ToList())
            {
                converged[own.Key] = since();
                waiting.Remove(own);
            }

            await Task.Delay(25, cancellation);
        }

        return converged;
    }

    // An app asks the server itself for what its queue does not bring; the queue has to be right again nevertheless.
    private async Task<int> UnsentAsync(Func<TimeSpan> since, CancellationToken cancellation)
    {
        await using var db = bench.Studio.Open();
        while (true)
        {
            var left = await db.Deliveries.CountAsync(
                d => d.SentAt == null && db.Endpoints.Any(e => e.Id == d.EndpointId && (e.Channel == ChannelName.Amqp || e.Channel == ChannelName.Webhook)), cancellation);
            if (left == 0 || since() > WebhookLimit)
            {
                return left;
            }

            await Task.Delay(200, cancellation);
        }
    }
}
