using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Explaining;

/// <summary>
/// What stands in the way of a block at a start that it may have by itself, while some placed blocks are thought away: it too, where it is placed.
/// Looks at the block's own resources and at those that the missing ones leave: a hole can be illegal too, since moves and
/// changeovers need not obey the triangle inequality.
/// </summary>
internal sealed class Clashes(SearchState state)
{
    private static readonly (string Overlap, string Shift) RulesOfCrew = ("crew-overlap", "crew-shift");
    private static readonly (string Overlap, string Shift) RulesOfPerson = ("person-overlap", "person-shift");

    private readonly SearchModel model = state.Model;
    private readonly bool[] isGone = new bool[state.Model.Blocks.Length];
    private readonly List<int> gone = [];
    private readonly List<Stop> line = [];
    private readonly PoolClashes pools = new(state);

    /// <summary>The blocks thought away.</summary>
    public IReadOnlyList<int> Gone => gone;

    public void Push(int block)
    {
        gone.Add(block);
        isGone[block] = true;
    }

    public void Pop()
    {
        isGone[gone[^1]] = false;
        gone.RemoveAt(gone.Count - 1);
    }

    /// <summary>The first clash of a block at a place; null where it would stand and everybody else too.</summary>
    public Clash? First(SearchBlock block, int stage, int tick)
    {
        var own = new Stop(tick, tick + block.Ticks, block.Index, stage);
        if (OnStage(stage, own) is { } crowded)
        {
            return crowded;
        }

        foreach (var worker in block.Workers)
        {
            if (OfWorker(worker, own) is { } busy)
            {
                return busy;
            }
        }

        return OfSound(block, own) ?? OfLinks(block, own) ?? OfHoles(own) ?? pools.First(block, own, isGone, gone);
    }

    private Clash? OnStage(int stage, Stop? own)
    {
        Fill(state.Stages[stage], own);
        for (var i = 0; i < line.Count; i++)
        {
            var stop = line[i];
            var look = i > 0 ? model.Blocks[line[i - 1].Block].Look : model.Index.Stages[stage].Look;
            var ready = (i > 0 ? line[i - 1].End : 0) + model.Changeover(stage, look, model.Blocks[stop.Block].Look);
            if (stop.Start < ready && IsOurs(i, own, state.Stages[stage]))
            {
                return Pair("stage-overlap", i, own);
            }
        }

        return null;
    }

    private Clash? OfWorker(int worker, Stop? own)
    {
        var tour = state.Workers[worker];
        var rules = worker < model.CrewCount ? RulesOfCrew : RulesOfPerson;
        Fill(tour, own);
        for (var i = 1; i < line.Count; i++)
        {
            var move = model.Moves[((line[i - 1].Stage + 1) * model.StageCount) + line[i].Stage];
            if (line[i].Start < line[i - 1].End + move && IsOurs(i, own, tour))
            {
                return Pair(rules.Overlap, i, own);
            }
        }

        return own is { } added && model.Workers[worker].RestTicks > 0 ? OfShift(worker, rules.Shift, added) : null;
    }

    // Only what is added can make a shift too long; every other block of it could go.
    private Clash? OfShift(int worker, string rule, Stop own)
    {
        var rest = model.Workers[worker].RestTicks;
        var at = line.FindIndex(s => s.Block == own.Block);
        var first = at;
        while (first > 0 && line[first].Start - line[first - 1].End < rest)
        {
            first--;
        }

        var last = at;
        while (last + 1 < line.Count && line[last + 1].Start - line[last].End < rest)
        {
            last++;
        }

        return line[last].End - line[first].Start <= model.Workers[worker].MaxTicks
            ? null
            : new(rule, [.. line[first..(last + 1)].Select(s => s.Block).Where(b => b >= 0 && b != own.Block)]);
    }

    private Clash? OfSound(SearchBlock block, Stop own)
    {
        if (block.Sound == Sound.Any)
        {
            return null;
        }

        foreach (var neighbour in model.Index.Stages[own.Stage].SoundNeighbours)
        {
            var tour = state.Stages[neighbour];
            for (var i = 0; i < tour.Count; i++)
            {
                var stop = tour.Stops[i];
                var sound = model.Blocks[stop.Block].Sound;
                if (!isGone[stop.Block] && sound != Sound.Any && sound != block.Sound && stop.Start < own.End && own.Start < stop.End)
                {
                    return new("sound", [stop.Block]);
                }
            }
        }

        return null;
    }

    private Clash? OfLinks(SearchBlock block, Stop own)
    {
        foreach (var link in block.Before)
        {
            if (!state.IsPlaced(link.Block) || isGone[link.Block]
                || own.Start < state.TickOf[link.Block] + model.Blocks[link.Block].Ticks + link.GapTicks)
            {
                return new("after", []);
            }
        }

        foreach (var link in block.After)
        {
            if (state.IsPlaced(link.Block) && !isGone[link.Block] && state.TickOf[link.Block] < own.End + link.GapTicks)
            {
                return new("after", [link.Block]);
            }
        }

        return null;
    }

    // Whoever needs a missing block goes with it, and its neighbours must get on without it.
    private Clash? OfHoles(Stop own)
    {
        var ownWorkers = model.Blocks[own.Block].Workers;
        foreach (var missing in gone)
        {
            var left = model.Blocks[missing];
            foreach (var link in left.After)
            {
                // who only goes elsewhere is not missing
                if (missing != own.Block && state.IsPlaced(link.Block) && !isGone[link.Block])
                {
                    return new("after", [link.Block]);
                }
            }

            if (state.StageOf[missing] != own.Stage && OnStage(state.StageOf[missing], null) is { } hole)
            {
                return hole;
            }

            foreach (var worker in left.Workers)
            {
                if (!ownWorkers.Contains(worker) && OfWorker(worker, null) is { } gap)
                {
                    return gap;
                }
            }
        }

        return null;
    }

    // A pair that was there before is not this block's affair, however illegal.
    private bool IsOurs(int at, Stop? own, Tour tour)
    {
        if (own is { } added && (line[at].Block == added.Block || (at > 0 && line[at - 1].Block == added.Block)))
        {
            return true;
        }

        var place = tour.At(line[at].Start);
        while (tour.Stops[place].Block != line[at].Block)
        {
            place++;
        }

        var before = at > 0 ? line[at - 1].Block : -2;
        return (place > 0 ? tour.Stops[place - 1].Block : -2) != before;
    }

    // Of the stop and the one before it those that are blocks of others; thousands of times a question.
    private Clash Pair(string rule, int at, Stop? own)
    {
        var (before, after) = (at > 0 ? Other(line[at - 1], own) : -1, Other(line[at], own));
        return new(rule, (before, after) switch
        {
            ( < 0, < 0) => [],
            ( < 0, _) => [after],
            (_, < 0) => [before],
            _ => [before, after],
        });
    }

    private static int Other(Stop stop, Stop? own) => stop.Block == own?.Block ? -1 : stop.Block;

    private void Fill(Tour tour, Stop? own)
    {
        line.Clear();
        var waits = own is not null;
        for (var i = 0; i < tour.Count; i++)
        {
            var stop = tour.Stops[i];
            if (stop.Block >= 0 && isGone[stop.Block])
            {
                continue;
            }

            if (waits && stop.Start >= own!.Value.Start)
            {
                line.Add(own.Value);
                waits = false;
            }

            line.Add(stop);
        }

        if (waits)
        {
            line.Add(own!.Value);
        }
    }
}
