using System.Runtime.CompilerServices;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>What a start in one gap of a stage's tour adds to changeovers.</summary>
[Guards(typeof(ChangeoverCost))]
internal ref struct StageGapPrice
{
    private readonly SearchState state;
    private readonly ReadOnlySpan<Stop> stops;
    private readonly SearchBlock block;
    private readonly int stage;
    private int gap;
    private int nextStart = int.MinValue;
    private long price;

    /// <param name="firstTick">No tick that is asked for lies before it.</param>
    public StageGapPrice(SearchState state, SearchBlock block, int stage, int firstTick)
    {
        this.state = state;
        this.block = block;
        this.stage = stage;
        var tour = state.Stages[stage];
        stops = tour.Stops.AsSpan(0, tour.Count);
        gap = tour.At(firstTick);
    }

    /// <summary>Sixtieths of soft; ticks must not fall from one call to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long At(int tick)
    {
        if (tick > nextStart)
        {
            Load(tick);
        }

        return price;
    }

    /// <summary>Idle ticks that a start leaves on its nearer side; call after <see cref="At"/> with the same tick.</summary>
    public readonly int Slack(int tick)
    {
        var before = gap > 0 ? tick - stops[gap - 1].End : tick;
        var after = (gap < stops.Length ? stops[gap].Start : state.Model.Ticks) - tick - block.Ticks;
        return Math.Min(before, after);
    }

    private void Load(int tick)
    {
        while (gap < stops.Length && stops[gap].Start < tick)
        {
            gap++;
        }

        var model = state.Model;
        var before = state.LookBefore(stage, gap);
        var ticks = model.Changeover(stage, before, block.Look);
        nextStart = int.MaxValue;
        if (gap < stops.Length)
        {
            nextStart = stops[gap].Start;
            var look = stops[gap].Look;
            ticks += model.Changeover(stage, block.Look, look) - model.Changeover(stage, before, look);
        }

        price = ticks * model.ChangeoverCosts[stage];
    }
}
