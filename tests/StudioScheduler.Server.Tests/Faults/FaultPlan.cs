namespace StudioScheduler.Server.Tests.Faults;

internal enum FaultKind
{
    KillServer,
    KillServerAtPoint,
    KillBroker,
    StopDatabase,
    ResetDatabase,
    ResetBroker,
    BlackHoleDatabase,
    BlackHoleBroker,
    DuplicateMessages,
    CutReceivers,
}

/// <summary>One fault.</summary>
/// <param name="Server">Which server, where it concerns one.</param>
/// <param name="Point">Where the server that is started next dies by itself, and at which time of passing.</param>
/// <param name="Milliseconds">How long it lasts, where it lasts.</param>
internal sealed record Fault(FaultKind Kind, int Server, string? Point, int Milliseconds)
{
    public override string ToString() => Kind switch
    {
        FaultKind.KillServer => $"kill -9 server {Server + 1}",
        FaultKind.KillServerAtPoint => $"server {Server + 1} dies at {Point}",
        FaultKind.CutReceivers or FaultKind.ResetBroker or FaultKind.ResetDatabase => Kind.ToString(),
        _ => $"{Kind} {Milliseconds} ms",
    };
}

/// <summary>What goes wrong, all of it from the seed.</summary>
internal static class FaultPlan
{
    // Of a hundred. Ends of programs cost seconds of two cores each; the rest is cheap, so there is more of it.
    private static readonly (FaultKind Kind, int Weight, bool NeedsCluster)[] Kinds =
    [
        (FaultKind.KillServer, 8, false), (FaultKind.KillServerAtPoint, 8, false), (FaultKind.CutReceivers, 24, false),
        (FaultKind.KillBroker, 2, true), (FaultKind.StopDatabase, 5, true), (FaultKind.ResetDatabase, 14, true), (FaultKind.ResetBroker, 12, true),
        (FaultKind.BlackHoleDatabase, 7, true), (FaultKind.BlackHoleBroker, 8, true), (FaultKind.DuplicateMessages, 12, true),
    ];

    /// <param name="hasCluster">With PostgreSQL and RabbitMQ; else only the server and the streams can break.</param>
    public static IReadOnlyList<Fault> Of(int seed, int faults, int servers, bool hasCluster)
    {
        var dice = new Random(seed);
        var kinds = Kinds.Where(k => hasCluster || !k.NeedsCluster).ToList();
        // Each kind once first, so that a short plan is not a narrow one.
        var plan = kinds.Select(k => k.Kind).Concat(Enumerable.Range(0, faults).Select(_ => Draw(dice, kinds))).Take(faults).ToArray();
        dice.Shuffle(plan);
        return
        [
            .. plan.Select(kind => new Fault(
                kind, dice.Next(servers), kind == FaultKind.KillServerAtPoint ? $"{CrashPoint.All[dice.Next(CrashPoint.All.Count)]}:{dice.Next(1, 4)}" : null, dice.Next(300, 2500))),
        ];
    }

    private static FaultKind Draw(Random dice, List<(FaultKind Kind, int Weight, bool NeedsCluster)> kinds)
    {
        var at = dice.Next(kinds.Sum(k => k.Weight));
        return kinds.First(k => (at -= k.Weight) < 0).Kind;
    }
}
