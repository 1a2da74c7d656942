using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Explaining;

/// <summary>
/// Pools with a block added and some thought away: units of blocks and of changeovers, which change where a stage's order does.
/// </summary>
internal sealed class PoolClashes(SearchState state)
{
    private readonly SearchModel model = state.Model;
    private readonly List<(int Pool, int From, int To, int Units)> changes = [];
    private readonly List<(int Before, Stop Stop)> setups = [];
    private readonly int[]?[] demand = new int[]?[state.Model.Index.Pools.Length]; // by tick; all 0 between two questions

    public Clash? First(SearchBlock block, Stop own, bool[] isGone, IReadOnlyList<int> gone)
    {
        changes.Clear();
        foreach (var (pool, units) in block.Pools)
        {
            changes.Add((pool, own.Start, own.End, units));
        }

        Restage(own.Stage, own, isGone);
        foreach (var missing in gone)
        {
            var stage = state.StageOf[missing];
            foreach (var (pool, units) in model.Blocks[missing].Pools)
            {
                changes.Add((pool, state.TickOf[missing], state.TickOf[missing] + model.Blocks[missing].Ticks, -units));
            }

            if (stage != own.Stage && IsFirstOfStage(missing, stage, gone))
            {
                Restage(stage, null, isGone);
            }
        }

        Demand(+1);
        var clash = FirstShort(own, isGone);
        Demand(-1);
        return clash;
    }

    // Adds up what the changes need at each tick, or takes it off again.
    private void Demand(int sign)
    {
        foreach (var (pool, from, to, units) in changes)
        {
            var row = demand[pool] ??= new int[model.Ticks];
            for (var tick = Math.Max(0, from); tick < Math.Min(to, model.Ticks); tick++)
            {
                row[tick] += sign * units;
            }
        }
    }

    private Clash? FirstShort(Stop own, bool[] isGone)
    {
        foreach (var (pool, from, to, units) in changes)
        {
            for (var tick = Math.Max(0, from); units > 0 && tick < Math.Min(to, model.Ticks); tick++)
            {
                if (state.Pools[pool].Free[tick] < demand[pool]![tick])
                {
                    return new("pool", Users(pool, tick, own, isGone));
                }
            }
        }

        return null;
    }

    private bool IsFirstOfStage(int missing, int stage, IReadOnlyList<int> gone) =>
        gone.First(g => state.StageOf[g] == stage) == missing;

    // Takes the stage's changeovers back and adds those of its new order.
    private void Restage(int stage, Stop? own, bool[] isGone)
    {
        var pool = model.Index.ChangeoverPool(stage);
        if (pool < 0)
        {
            return;
        }

        var tour = state.Stages[stage];
        var look = model.Index.Stages[stage].Look;
        for (var i = 0; i < tour.Count; i++)
        {
            Setup(pool, stage, tour.Stops[i], look, -1);
            look = model.Blocks[tour.Stops[i].Block].Look;
        }

        Order(stage, own, isGone);
        foreach (var (before, stop) in setups)
        {
            Setup(pool, stage, stop, before < 0 ? model.Index.Stages[stage].Look : model.Blocks[before].Look, +1);
        }
    }

    private void Setup(int pool, int stage, Stop stop, int look, int units)
    {
        if (model.Changeover(stage, look, model.Blocks[stop.Block].Look) is var minutes and > 0)
        {
            changes.Add((pool, stop.Start - minutes, stop.Start, units));
        }
    }

    private void Order(int stage, Stop? own, bool[] isGone)
    {
        setups.Clear();
        var tour = state.Stages[stage];
        var before = -1;
        var waits = own is { } added && added.Stage == stage;
        for (var i = 0; i < tour.Count; i++)
        {
            var stop = tour.Stops[i];
            if (isGone[stop.Block])
            {
                continue;
            }

            if (waits && stop.Start >= own!.Value.Start)
            {
                setups.Add((before, own.Value));
                before = own.Value.Block;
                waits = false;
            }

            setups.Add((before, stop));
            before = stop.Block;
        }

        if (waits)
        {
            setups.Add((before, own!.Value));
        }
    }

    // Whoever uses the pool at a tick, and whoever makes a changeover of that moment necessary.
    private List<int> Users(int pool, int tick, Stop own, bool[] isGone)
    {
        var users = new SortedSet<int>();
        foreach (var other in model.Blocks)
        {
            if (other.Index != own.Block && state.IsPlaced(other.Index) && !isGone[other.Index] && state.TickOf[other.Index] <= tick
                && tick < state.TickOf[other.Index] + other.Ticks && other.Pools.Any(p => p.Pool == pool))
            {
                users.Add(other.Index);
            }
        }

        for (var stage = 0; stage < model.StageCount; stage++)
        {
            if (model.Index.ChangeoverPool(stage) != pool)
            {
                continue;
            }

            Order(stage, own, isGone);
            foreach (var (before, stop) in setups)
            {
                var look = before < 0 ? model.Index.Stages[stage].Look : model.Blocks[before].Look;
                if (stop.Start > tick && stop.Start - model.Changeover(stage, look, model.Blocks[stop.Block].Look) <= tick)
                {
                    users.Add(stop.Block);
                    users.Add(before);
                }
            }
        }

        users.Remove(own.Block);
        users.Remove(-1);
        return [.. users];
    }
}
