using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Tests.Faults.Recorders;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>What a publication changes, by block; null is "not called".</summary>
internal sealed record Expected(int Version, IReadOnlyDictionary<string, (Placed? Before, Placed? After)> Changes);

/// <summary>
/// What each crew should see, known from what was published and not from how it was delivered: the nth publication that concerns a
/// crew is number n of its stream, no other exists, and afterwards its calls are those of the plan.
/// </summary>
internal sealed class Oracle(IReadOnlyList<string> crews)
{
    private readonly Dictionary<string, List<Expected>> streams = crews.ToDictionary(c => c, _ => new List<Expected>());

    /// <summary>The plan after the last committed publication.</summary>
    public Dictionary<string, Placed> Plan { get; } = [];

    public int Version { get; private set; }

    public int Changes { get; private set; }

    public IReadOnlyList<Expected> StreamOf(string crew) => streams[crew];

    public void Committed(int version, IReadOnlyDictionary<string, Placed?> changes)
    {
        Version = version;
        Changes += changes.Count;
        foreach (var own in changes.GroupBy(c => FaultBase.CrewOf(c.Key)))
        {
            streams[own.Key].Add(new(version, own.ToDictionary(c => c.Key, c => (Plan.TryGetValue(c.Key, out var before) ? before : (Placed?)null, c.Value))));
        }

        foreach (var (block, place) in changes)
        {
            if (place is { } at)
            {
                Plan[block] = at;
            }
            else
            {
                Plan.Remove(block);
            }
        }
    }

    /// <summary>Whether the recorder has seen everything that was published for its crew.</summary>
    public bool IsConverged(Recorder recorder) =>
        recorder.Position.Sequence == streams[recorder.Crew].Count && SameCalls(recorder.Calls, CallsAfter(recorder.Crew, streams[recorder.Crew].Count));

    public Verdict Judge(Recorder recorder)
    {
        var (expected, record) = (streams[recorder.Crew], recorder.Record());
        var phantom = record.Notices.Where(n => n.Sequence > expected.Count || !Same(n, expected[(int)n.Sequence - 1])).Select(n => $"{recorder.Crew} {n.Epoch}-{n.Sequence} v{n.Version}")
            .Concat(record.Snapshots.Where(s => s.Sequence > expected.Count || !SameCalls(CallsOf(s), CallsAfter(recorder.Crew, (int)s.Sequence))).Select(s => $"{recorder.Crew} snapshot {s.Epoch}-{s.Sequence}"))
            .Concat(record.Strange);
        var lost = IsConverged(recorder) ? [] : new[] { $"{recorder.Channel} {recorder.Crew} stands at {recorder.Position} of {expected.Count}" };
        return new(lost, record.Repeats, record.Leaps, [.. phantom]);
    }

    public static Dictionary<string, Placed> CallsOf(StreamSnapshot snapshot) => snapshot.Calls.ToDictionary(c => c.Block, c => new Placed(c.At.Stage, c.At.Start));

    private static bool Same(NoticeEnvelope notice, Expected expected) =>
        notice.Version == expected.Version && notice.Changes.Count == expected.Changes.Count
        && notice.Changes.All(c => expected.Changes.TryGetValue(c.Block, out var known) && At(c.Before) == known.Before && At(c.After) == known.After);

    private static Placed? At(Call? call) => call is null ? null : new(call.Stage, call.Start);

    private static bool SameCalls(IReadOnlyDictionary<string, Placed> left, Dictionary<string, Placed> right) =>
        left.Count == right.Count && left.All(c => right.TryGetValue(c.Key, out var at) && at == c.Value);

    private Dictionary<string, Placed> CallsAfter(string crew, int sequence)
    {
        var calls = new Dictionary<string, Placed>();
        foreach (var (block, change) in streams[crew].Take(sequence).SelectMany(e => e.Changes))
        {
            if (change.After is { } at)
            {
                calls[block] = at;
            }
            else
            {
                calls.Remove(block);
            }
        }

        return calls;
    }
}

/// <summary>What went wrong for one crew, or for all of them together; each entry says where.</summary>
internal sealed record Verdict(IReadOnlyList<string> Lost, IReadOnlyList<string> Twice, IReadOnlyList<string> OutOfOrder, IReadOnlyList<string> Phantom)
{
    public bool IsClean => Lost.Count + Twice.Count + OutOfOrder.Count + Phantom.Count == 0;

    public static Verdict Of(IEnumerable<Verdict> all)
    {
        var each = all.ToList();
        return new([.. each.SelectMany(v => v.Lost)], [.. each.SelectMany(v => v.Twice)], [.. each.SelectMany(v => v.OutOfOrder)], [.. each.SelectMany(v => v.Phantom)]);
    }

    public override string ToString() =>
        $"lost {Text(Lost)}, applied twice {Text(Twice)}, out of order {Text(OutOfOrder)}, phantom {Text(Phantom)}";

    private static string Text(IReadOnlyList<string> found) => found.Count == 0 ? "0" : $"{found.Count} ({string.Join("; ", found.Take(5))})";
}
