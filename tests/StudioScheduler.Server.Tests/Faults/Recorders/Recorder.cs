using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Delivery.Streams;

namespace StudioScheduler.Server.Tests.Faults.Recorders;

/// <summary>Everything one receiver got: notices that it applied, snapshots, and what it must never get.</summary>
/// <param name="Repeats">Numbers that came again after they had been applied, past the receiver's own drop of repeats.</param>
/// <param name="Leaps">Numbers that came too early, and states that went back.</param>
/// <param name="Strange">What nobody of ours can have sent, such as a bad signature.</param>
internal sealed record Recorded(
    IReadOnlyList<NoticeEnvelope> Notices, IReadOnlyList<StreamSnapshot> Snapshots, IReadOnlyList<string> Repeats, IReadOnlyList<string> Leaps, IReadOnlyList<string> Strange);

/// <summary>
/// One crew's receiver on one channel: takes what comes as that channel's receivers are told to, applies it, and writes down everything.
/// It knows nothing of what was published; the <see cref="Oracle"/> does.
/// </summary>
internal abstract class Recorder(string channel, string crew) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Placed> calls = [];
    private readonly List<NoticeEnvelope> notices = [];
    private readonly List<StreamSnapshot> snapshots = [];
    private readonly List<string> repeats = [];
    private readonly List<string> leaps = [];
    private readonly List<string> strange = [];
    private StreamPosition position;

    public string Channel => channel;

    public string Crew => crew;

    /// <summary>It has a line, or needs none: what is published from now on must reach it.</summary>
    public abstract bool IsReady { get; }

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
            return new([.. notices], [.. snapshots], [.. repeats], [.. leaps], [.. strange]);
        }
    }

    /// <summary>The network is gone for a moment, or the receiver itself.</summary>
    public virtual void Cut()
    {
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Where a receiver begins that is told so instead of being given the state.</summary>
    protected void BeginAt(StreamPosition begin) => position = begin;

    protected void Reset(StreamSnapshot snapshot)
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

    protected void Apply(NoticeEnvelope notice)
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

    protected void IsStrange(string what)
    {
        lock (gate)
        {
            strange.Add(what);
        }
    }
}
