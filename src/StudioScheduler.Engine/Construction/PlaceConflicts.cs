using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Construction;

/// <summary>What stands in the way of a block at a place: for each rule the blocks that would have to go; −1 for what no block's going mends.</summary>
internal sealed class PlaceConflicts(SearchModel model, SearchState state)
{
    public IReadOnlyList<(string Rule, int Block)> Of(SearchBlock block, int stage, int tick)
    {
        var found = new List<(string Rule, int Block)>();
        OnStage(block, stage, tick, found);
        for (var i = 0; i < block.Workers.Length; i++)
        {
            OfWorker(block, block.Workers[i], i == 0 ? "crew" : "person", stage, tick, found);
        }

        OfPools(block, stage, tick, found);
        OfSound(block, stage, tick, found);
        OfLinks(block, tick, found);
        return found;
    }

    private void OnStage(SearchBlock block, int stage, int tick, List<(string Rule, int Block)> found)
    {
        var tour = state.Stages[stage];
        var end = tick + block.Ticks;
        if (tick < model.Changeover(stage, model.Index.Stages[stage].Look, block.Look) && tour.At(tick) == 0)
        {
            found.Add(("stage-overlap", -1));
        }

        for (var i = 0; i < tour.Count; i++)
        {
            ref var stop = ref tour.Stops[i];
            var look = model.Blocks[stop.Block].Look;
            var isTooNear = stop.Start < tick
                ? stop.End + (i + 1 == tour.At(tick) ? model.Changeover(stage, look, block.Look) : 0) > tick
                : stop.Start < end + (i == tour.At(end) ? model.Changeover(stage, block.Look, look) : 0);
            if (isTooNear)
            {
                found.Add(("stage-overlap", stop.Block));
            }
        }
    }

    private void OfWorker(SearchBlock block, int worker, string kind, int stage, int tick, List<(string Rule, int Block)> found)
    {
        var tour = state.Workers[worker];
        var end = tick + block.Ticks;
        var before = found.Count;
        for (var i = 0; i < tour.Count; i++)
        {
            ref var stop = ref tour.Stops[i];
            var isTooNear = stop.Start < tick
                ? stop.End + (i + 1 == tour.At(tick) ? model.Moves[((stop.Stage + 1) * model.StageCount) + stage] : 0) > tick
                : stop.Start < end + (i == tour.At(end) ? model.Moves[((stage + 1) * model.StageCount) + stop.Stage] : 0);
            if (isTooNear)
            {
                found.Add((kind + "-overlap", stop.Block));
            }
        }

        if (found.Count == before)
        {
            OfShift(block, worker, kind + "-shift", tick, found);
        }
    }

    // Which stops of the shifts that it would join make them too long: the earlier or the later ones, whichever are fewer.
    private void OfShift(SearchBlock block, int worker, string rule, int tick, List<(string Rule, int Block)> found)
    {
        var (rest, most) = (model.Workers[worker].RestTicks, model.Workers[worker].MaxTicks);
        var tour = state.Workers[worker];
        var end = tick + block.Ticks;
        var (first, last) = (tick, end);
        var at = tour.At(tick);
        if (at > 0 && tick - tour.Stops[at - 1].End < rest)
        {
            first = tour.Stops[at - 1].ShiftStart;
            last = Math.Max(last, tour.Stops[at - 1].ShiftEnd);
        }

        if (at < tour.Count && tour.Stops[at].Start - end < rest)
        {
            last = Math.Max(last, tour.Stops[at].ShiftEnd);
            first = Math.Min(first, tour.Stops[at].ShiftStart);
        }

        if (rest == 0 || last - first <= most)
        {
            return;
        }

        var early = new List<int>();
        var late = new List<int>();
        for (var i = 0; i < tour.Count; i++)
        {
            ref var stop = ref tour.Stops[i];
            if (stop.Start < first || stop.End > last)
            {
                continue;
            }

            if (stop.Start < tick && stop.Start < last - most)
            {
                early.Add(stop.Block);
            }

            if (stop.Start >= tick && stop.End > first + most)
            {
                late.Add(stop.Block);
            }
        }

        var fewer = early.Count == 0 || (late.Count > 0 && late.Count < early.Count) ? late : early;
        found.AddRange(fewer.Select(b => (rule, b)));
        if (fewer.Count == 0)
        {
            found.Add((rule, -1));
        }
    }

    private void OfPools(SearchBlock block, int stage, int tick, List<(string Rule, int Block)> found)
    {
        foreach (var (pool, units) in block.Pools)
        {
            if (Least(pool, tick, tick + block.Ticks) < units)
            {
                AddUsers(pool, tick, tick + block.Ticks, found);
            }
        }

        var setup = model.Changeover(stage, state.LookBefore(stage, state.Stages[stage].At(tick)), block.Look);
        if (model.Index.ChangeoverPool(stage) is var dressers && dressers >= 0 && setup > 0 && Least(dressers, tick - setup, tick) < 1)
        {
            AddUsers(dressers, tick - setup, tick, found);
        }
    }

    private int Least(int pool, int from, int to)
    {
        var least = int.MaxValue;
        for (var tick = Math.Max(0, from); tick < Math.Min(to, model.Ticks); tick++)
        {
            least = Math.Min(least, state.Pools[pool].Free[tick]);
        }

        return least;
    }

    private void AddUsers(int pool, int from, int to, List<(string Rule, int Block)> found)
    {
        var before = found.Count;
        foreach (var other in model.Blocks)
        {
            if (state.IsPlaced(other.Index)
                && state.TickOf[other.Index] < to && from < state.TickOf[other.Index] + other.Ticks
                && other.Pools.Any(p => p.Pool == pool))
            {
                found.Add(("pool", other.Index));
            }
        }

        if (found.Count == before)
        {
            found.Add(("pool", -1));
        }
    }

    private void OfSound(SearchBlock block, int stage, int tick, List<(string Rule, int Block)> found)
    {
        if (block.Sound == Sound.Any)
        {
            return;
        }

        foreach (var neighbour in model.Index.Stages[stage].SoundNeighbours)
        {
            var tour = state.Stages[neighbour];
            for (var i = 0; i < tour.Count; i++)
            {
                ref var stop = ref tour.Stops[i];
                var other = model.Blocks[stop.Block].Sound;
                if (other != Sound.Any && other != block.Sound && stop.Start < tick + block.Ticks && tick < stop.End)
                {
                    found.Add(("sound", stop.Block));
                }
            }
        }
    }

    private void OfLinks(SearchBlock block, int tick, List<(string Rule, int Block)> found)
    {
        foreach (var link in block.Before)
        {
            if (tick < state.TickOf[link.Block] + model.Blocks[link.Block].Ticks + link.GapTicks)
            {
                found.Add(("after", link.Block));
            }
        }

        foreach (var link in block.After)
        {
            if (state.IsPlaced(link.Block) && state.TickOf[link.Block] < tick + block.Ticks + link.GapTicks)
            {
                found.Add(("after", link.Block));
            }
        }
    }
}
