namespace StudioScheduler.Engine.Bounds;

/// <summary>A block as the relaxation sees it: what it uses beside its crew and stage, what its places cost by themselves.</summary>
/// <param name="Ticks">Its length.</param>
/// <param name="First">The first tick at which it may start on any stage.</param>
/// <param name="CostAt">Scaled soft cost of starting at First + i whatever the stage (wanted, night).</param>
/// <param name="CrewRow">-1 where the crew's ticks are not priced.</param>
/// <param name="Uses">Rows that it uses for its whole length: people and pools, with units.</param>
/// <param name="LeftOut">What leaving it out counts in the row of what is left out; infinite where it must be placed.</param>
internal sealed record RelaxedBlock(
    int Index, int Ticks, int First, double[] CostAt, (int Row, int Units)[] Uses, int CrewRow, RelaxedPlace[] Places, double LeftOut)
{
    /// <summary>Floors that it belongs to: indices into the floors of the relaxation.</summary>
    public int[] Floors { get; init; } = [];

    /// <summary>Its pairs with blocks that come after it or that it comes after.</summary>
    public RelaxedOrder[] Orders { get; init; } = [];
}

/// <summary>
/// A block's part in a pair of <c>after</c>: at each tick of the row either the first one's end and gap are not yet over or the second one has
/// begun, never both; where the first one is left out it is never over.
/// </summary>
/// <param name="Ticks">Of the first one: from its start to the end of the gap. Of the second one 0.</param>
internal readonly record struct RelaxedOrder(int Row, bool IsFirst, int Ticks)
{
    /// <summary>The ticks of the row that the block takes if it starts then.</summary>
    public (int From, int To) At(int start, int ticks) => IsFirst ? (0, Math.Min(ticks, start + Ticks)) : (start, ticks);
}

/// <summary>One stage of a block.</summary>
/// <param name="Runs">Allowed starts in ticks.</param>
/// <param name="Cost">Scaled cost of the stage whatever the start: rate, least changeover, move.</param>
/// <param name="CrewTail">Ticks behind it in which the crew cannot begin another.</param>
/// <param name="StageLead">Ticks before it that no other block of the stage can use.</param>
/// <param name="PoolRow">Row of the pool that works in the changeover, or -1.</param>
/// <param name="PoolLead">Ticks of that work.</param>
/// <param name="Stands">Start tick that has <paramref name="StandsLess"/> less cost (as published); -1 for none.</param>
internal sealed record RelaxedPlace(
    int StageRow, (int From, int To)[] Runs, double Cost, int CrewTail, int StageLead, int PoolRow, int PoolLead, int Stands, double StandsLess)
{
    /// <summary>Whether a start is allowed.</summary>
    public bool Holds(int start)
    {
        foreach (var (from, to) in Runs)
        {
            if (from <= start && start < to)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Index of the stage in the problem.</summary>
    public int Stage { get; init; }

    /// <summary>The part of <see cref="Cost"/> that stands for moves and waits of the crew.</summary>
    public double CrewCost { get; init; }
}
