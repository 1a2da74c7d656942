using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Schedules;

/// <summary>A stage (by index) and a start (minutes from the horizon's start).</summary>
public readonly record struct Placement(int Stage, long Start);

/// <summary>A schedule in dense integers: for each block of the index where and when it is, or null where it is left out.</summary>
public sealed class Placements
{
    private readonly Placement?[] at;

    public Placements(ProblemIndex index)
    {
        Index = index;
        at = new Placement?[index.Blocks.Length];
    }

    private Placements(Placements other)
    {
        Index = other.Index;
        at = (Placement?[])other.at.Clone();
    }

    /// <summary>What a schedule read against this index says.</summary>
    public static Placements Of(Schedule schedule, ProblemIndex index)
    {
        var placements = new Placements(index);
        foreach (var (block, stage, start) in schedule.Assignments)
        {
            placements[index.BlockIndex[block]] = new(index.StageIndex[stage], index.Grid.MinutesAt(start));
        }

        return placements;
    }

    public ProblemIndex Index { get; }

    public Placement? this[int block]
    {
        get => at[block];
        set => at[block] = value;
    }

    public bool IsPlaced(int block) => at[block] is not null;

    /// <summary>The block's time; it must be placed.</summary>
    public Time.Interval During(int block) =>
        at[block] is { } place
            ? new(place.Start, place.Start + Index.Blocks[block].DurationMinutes)
            : throw new InvalidOperationException($"block {Index.Blocks[block].Id} has no place. Maybe ask IsPlaced first.");

    public Placements Copy() => new(this);
}
