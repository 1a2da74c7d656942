using System.Numerics;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>A few blocks that would have to go for another, and what that costs; −1 where there are fewer.</summary>
internal readonly record struct BlockerSet(int First, int Second, int Third, double Price);

/// <summary>
/// For a block that is not placed all the small sets of blocks whose going may open a place for it, over every stage and start that it may have.
/// Overlaps, moves, changeovers, sound, shifts and its own pools count; the rest (the pool of changeovers, holes that are illegal by
/// themselves) shows when the set is taken out. One for each thread: it holds buffers.
/// </summary>
internal sealed partial class Blockers
{
    private const int Most = 3;

    private readonly SearchModel model;
    private readonly SearchState state;
    private readonly BlockList near;
    private readonly int[] low;
    private readonly int[] high;
    private readonly ulong[] allowed;
    private readonly ulong[] points;
    private readonly ulong[][] layers;
    private readonly int[][] poolUsers;
    private readonly List<int> set = [];
    private readonly List<int> early = [];
    private readonly List<int> late = [];
    private readonly HashSet<long> seen = [];
    private BlockList untouchable;
    private Func<int, double> priceOf = _ => 1;

    public Blockers(SearchModel model, SearchState state)
    {
        this.model = model;
        this.state = state;
        untouchable = near = new BlockList(model.Blocks.Length);
        low = new int[model.Blocks.Length];
        high = new int[model.Blocks.Length];
        allowed = new ulong[model.Words];
        points = new ulong[model.Words];
        layers = [.. Enumerable.Range(0, Most + 1).Select(_ => new ulong[model.Words])];
        poolUsers = [.. model.Index.Pools.Select(p => model.Blocks.Where(b => b.Pools.Any(u => u.Pool == p.Index)).Select(b => b.Index).ToArray())];
    }

    /// <summary>Adds the sets, each once, in no order.</summary>
    /// <param name="goal">Where it is to go; then also the set of nobody. Null: anywhere.</param>
    /// <param name="keep">Blocks that must not go, beside the fixed ones.</param>
    /// <param name="price">What the going of a block costs.</param>
    public void Find(int index, ChainGoal? goal, BlockList keep, Func<int, double> price, List<BlockerSet> into)
    {
        var block = model.Blocks[index];
        untouchable = keep;
        priceOf = price;
        seen.Clear();
        var from = 0;
        foreach (var link in block.Before)
        {
            if (!state.IsPlaced(link.Block))
            {
                return;
            }

            from = Math.Max(from, state.TickOf[link.Block] + model.Blocks[link.Block].Ticks + link.GapTicks);
        }

        for (var choice = 0; choice < block.Stages.Length; choice++)
        {
            if (block.Starts[choice] > 0 && (goal is not { Stage: >= 0 } || goal.Value.Stage == block.Stages[choice]))
            {
                OnStage(block, choice, from, goal, into);
            }
        }
    }

    private void OnStage(SearchBlock block, int choice, int from, ChainGoal? goal, List<BlockerSet> into)
    {
        var stage = block.Stages[choice];
        block.Masks[choice].CopyTo(allowed, 0);
        Bitmask.Clear(allowed, 0, from - 1);
        if (goal is { } starts)
        {
            Bitmask.Clear(allowed, 0, starts.First - 1);
            Bitmask.Clear(allowed, starts.Last + 1, int.MaxValue);
        }

        Gather(block, stage);
        Layer();
        Candidates(block, stage);
        for (var word = 0; word < points.Length; word++)
        {
            for (var bits = points[word]; bits != 0; bits &= bits - 1)
            {
                Offer(block, (word << 6) + BitOperations.TrailingZeroCount(bits), goal is null ? 1 : 0, into);
            }
        }
    }

    private void Gather(SearchBlock block, int stage)
    {
        near.Clear();
        var onStage = state.Stages[stage];
        for (var i = 0; i < onStage.Count; i++)
        {
            ref var stop = ref onStage.Stops[i];
            Add(stop.Block, stop.Start - block.Ticks - model.Changeover(stage, block.Look, stop.Look) + 1,
                stop.End + model.Changeover(stage, stop.Look, block.Look) - 1);
        }

        foreach (var worker in block.AskedForWays)
        {
            var tour = state.Workers[worker];
            for (var i = 0; i < tour.Count; i++)
            {
                ref var stop = ref tour.Stops[i];
                var after = stop.Stage < 0 ? 0 : model.Moves[((stage + 1) * model.StageCount) + stop.Stage];
                Add(stop.Block, stop.Start - block.Ticks - after + 1, stop.End + model.Moves[((stop.Stage + 1) * model.StageCount) + stage] - 1);
            }
        }

        if (block.Sound != Sound.Any)
        {
            foreach (var neighbour in model.SoundNeighbours[stage])
            {
                var tour = state.Stages[neighbour];
                for (var i = 0; i < tour.Count; i++)
                {
                    ref var stop = ref tour.Stops[i];
                    if (model.Blocks[stop.Block].Sound is var sound && sound != Sound.Any && sound != block.Sound)
                    {
                        Add(stop.Block, stop.Start - block.Ticks + 1, stop.End - 1);
                    }
                }
            }
        }

        foreach (var link in block.After)
        {
            if (state.IsPlaced(link.Block))
            {
                Add(link.Block, state.TickOf[link.Block] - link.GapTicks - block.Ticks + 1, model.Ticks);
            }
        }
    }

    // It stands in the way of starts in [from, to].
    private void Add(int block, int from, int to)
    {
        if (block < 0 || model.IsFixed[block] || untouchable.Has(block))
        {
            Bitmask.Clear(allowed, from, to);
            return;
        }

        if (near.Has(block))
        {
            low[block] = Math.Min(low[block], from);
            high[block] = Math.Max(high[block], to);
            return;
        }

        near.Add(block);
        low[block] = from;
        high[block] = to;
    }

    // The nth layer holds the starts in whose way more than n blocks stand.
    private void Layer()
    {
        foreach (var layer in layers)
        {
            Array.Clear(layer);
        }

        foreach (var block in near.Items)
        {
            var from = Math.Max(0, low[block]);
            var to = Math.Min(high[block], (allowed.Length << 6) - 1);
            for (var word = from >> 6; word <= to >> 6 && from <= to; word++)
            {
                var here = word == from >> 6 ? ~0UL << (from & 63) : ~0UL;
                here &= word == to >> 6 ? ~0UL >> (63 - (to & 63)) : ~0UL;
                for (var layer = Most; layer > 0; layer--)
                {
                    layers[layer][word] |= layers[layer - 1][word] & here;
                }

                layers[0][word] |= here;
            }
        }
    }

    // Between two ends of somebody's time every start is like the next: the ends are enough.
    private void Candidates(SearchBlock block, int stage)
    {
        for (var word = 0; word < allowed.Length; word++)
        {
            allowed[word] &= ~layers[Most][word];
        }

        allowed.CopyTo(points, 0);
        Bitmask.KeepRunEnds(points);
        foreach (var other in near.Items)
        {
            Point(low[other] - 1);
            Point(high[other] + 1);
        }

        if (block.PublishedStage == stage)
        {
            Point(block.PublishedTick);
        }
    }

    private void Point(int tick)
    {
        if (Bitmask.Has(allowed, tick))
        {
            points[tick >> 6] |= 1UL << (tick & 63);
        }
    }

    private void Offer(SearchBlock block, int tick, int least, List<BlockerSet> into)
    {
        set.Clear();
        foreach (var other in near.Items)
        {
            if (low[other] <= tick && tick <= high[other])
            {
                set.Add(other);
            }
        }

        foreach (var worker in block.AskedForTime)
        {
            if (!ShortenShift(worker, tick, tick + block.Ticks))
            {
                return;
            }
        }

        if (!EasePools(block, tick) || set.Count < least || set.Count > Most)
        {
            return;
        }

        set.Sort();
        var (first, second, third) = (set.Count > 0 ? set[0] : -1, set.Count > 1 ? set[1] : -1, set.Count > 2 ? set[2] : -1);
        if (seen.Add((((long)(first + 1) << 42) | ((long)(second + 1) << 21)) + third + 1))
        {
            var price = 0.0;
            foreach (var other in set)
            {
                price += priceOf(other);
            }

            into.Add(new(first, second, third, price));
        }
    }
}
