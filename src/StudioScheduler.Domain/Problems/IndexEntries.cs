using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems;

// The entries of ProblemIndex. Every int that names a thing is its place in the index's array; times are minutes from the horizon's start.

/// <param name="ChangeoverTable">-1 for a kind without a table.</param>
/// <param name="Look">-1 where the stage has none at the start.</param>
/// <param name="SoundNeighbours">Symmetric, rising.</param>
public sealed record IndexedStage(
    int Index, StageId Id, int ChangeoverTable, int Zone, int Look, bool IsOpenToSky, int HourlyRate, Interval[] Closed, int[] SoundNeighbours);

/// <param name="Pool">-1 where changeovers of this table need nobody.</param>
public sealed record IndexedChangeoverTable(int Index, string Kind, int Pool);

/// <param name="Exceptions">Rising, not overlapping.</param>
public sealed record IndexedPool(int Index, PoolId Id, int Capacity, (Interval During, int Capacity)[] Exceptions)
{
    public int CapacityAt(long minute)
    {
        foreach (var (during, capacity) in Exceptions)
        {
            if (during.Contains(minute))
            {
                return capacity;
            }
        }

        return Capacity;
    }
}

/// <summary>A crew or a person as the rules see them: somebody who is at one place at a time.</summary>
/// <param name="Shift">Null only for people.</param>
/// <param name="PresenceRate">0 for crews.</param>
/// <param name="Blocks">All blocks that need this worker, rising.</param>
public sealed record IndexedWorker(
    int Index, string Id, Interval[] Unavailable, ShiftRule? Shift, Interval? LastWorked, int PresenceRate, int[] Blocks);

/// <param name="IdRank">The place of its id among all block ids in <see cref="IdOrder"/>: ties between blocks are ordered by it.</param>
/// <param name="Window">As given; the horizon is a bound of its own (see <see cref="StartWindow"/>).</param>
/// <param name="After">Predecessors.</param>
/// <param name="Successors">Blocks that name this one in their <c>after</c>, rising.</param>
public sealed record IndexedBlock(
    int Index,
    BlockId Id,
    int IdRank,
    int Crew,
    int DurationMinutes,
    int[] Stages,
    int Look,
    Interval Window,
    Interval? Wanted,
    int Priority,
    int[] People,
    (int Pool, int Units)[] Pools,
    (int Block, int MinGapMinutes)[] After,
    int[] Successors,
    Light Light,
    Sound Sound)
{
    /// <summary>Pinned place, if any; its start may be off the grid and its stage a foreign one.</summary>
    public Schedules.Placement? Pin { get; init; }

    /// <summary>Published place, if any.</summary>
    public Schedules.Placement? Published { get; init; }

    public Told Told { get; init; } = Told.Sent;

    /// <summary>What leaving it out costs in medium: a published block counts twice.</summary>
    public long LeftOutCost => (long)Priority * DurationMinutes * (Published is null ? 1 : 2);

    /// <summary>Where a start may lie so that the block is in its window and in the horizon; empty (To &lt;= From) where none fits.</summary>
    public Interval StartWindow(long horizonEnd) =>
        new(Math.Max(0, Window.From), Math.Min(horizonEnd, Window.To) - DurationMinutes + 1);
}

/// <summary>The soft weights with their defaults filled in.</summary>
public readonly record struct SoftWeights(
    int Wanted, int Night, int Move, int Wait, int Shift, int Changeover, int Rate, int Presence, int Changed)
{
    public static SoftWeights Of(Weights? given) => new(
        given?.Wanted ?? 2,
        given?.Night ?? 1,
        given?.Move ?? 60,
        given?.Wait ?? 1,
        given?.Shift ?? 240,
        given?.Changeover ?? 1,
        given?.Rate ?? 1,
        given?.Presence ?? 1,
        given?.Changed ?? 300);
}
