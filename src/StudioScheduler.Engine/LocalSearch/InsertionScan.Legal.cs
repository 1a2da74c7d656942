using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.LocalSearch;

/// <content>
/// Which starts are legal: first what the stage does not change, once for all the block's stages, then each stage on what that leaves.
/// </content>
internal sealed partial class InsertionScan
{
    private readonly ulong[] anywhere = new ulong[state.Model.Words];
    private readonly ulong[] legal = new ulong[state.Model.Words];
    private int anywhereFrom;
    private int anywhereTo;

    /// <summary>
    /// Finds the starts within [from, to] that workers and pools leave whatever the stage; false where there are none. To be called
    /// before <see cref="Legal"/>.
    /// </summary>
    private bool LoadAnywhere(SearchBlock block, int from, int to)
    {
        var (firstBit, lastBit) = block.AnyReach;
        from = Math.Max(from, firstBit);
        to = Math.Min(to, lastBit);
        if (from > to)
        {
            return false;
        }

        var origin = from & ~63;
        var mask = anywhere.AsSpan(from >> 6, (to >> 6) - (from >> 6) + 1);
        block.AnyMask.AsSpan(from >> 6, mask.Length).CopyTo(mask);
        mask[0] &= ~0UL << (from & 63);
        mask[^1] &= ~0UL >> (63 - (to & 63));
        foreach (var worker in block.AskedForTime)
        {
            WorkerGaps.Restrict(state.Workers[worker], model.Workers[worker], block.Ticks, mask, origin, from, to);
            if (Bitmask.IsEmpty(mask))
            {
                return false;
            }
        }

        foreach (var (pool, units) in block.OwnPools)
        {
            RestrictByPool(block, pool, units, mask, origin, from, to);
        }

        (anywhereFrom, anywhereTo) = Bitmask.Reach(mask);
        anywhereFrom += origin;
        anywhereTo += origin;
        return anywhereFrom <= anywhereTo;
    }

    /// <summary>The starts that are legal on one of the block's stages within [from, to], after <see cref="LoadAnywhere"/> of no less; empty where none is.</summary>
    /// <param name="origin">The tick of the mask's first bit.</param>
    private Span<ulong> Legal(SearchBlock block, int choice, int from, int to, out int origin)
    {
        from = Math.Max(from, anywhereFrom);
        to = Math.Min(to, anywhereTo);
        origin = from & ~63;
        if (from > to)
        {
            return [];
        }

        var low = from >> 6;
        var mask = legal.AsSpan(0, (to >> 6) - low + 1);
        var source = block.Masks[choice].AsSpan(low, mask.Length);
        var left = anywhere.AsSpan(low, mask.Length);
        for (var word = 0; word < mask.Length; word++)
        {
            mask[word] = source[word] & left[word];
        }

        mask[0] &= ~0UL << (from & 63);
        mask[^1] &= ~0UL >> (63 - (to & 63));
        var stage = block.Stages[choice];
        StageGaps.Restrict(state, block, stage, mask, origin, to);
        (from, to) = Bitmask.Reach(mask);
        if (from > to)
        {
            return [];
        }

        from += origin;
        to += origin;
        foreach (var worker in block.AskedForWays)
        {
            WorkerGaps.RestrictByMoves(model, state.Workers[worker], stage, block.Ticks, mask, origin, from, to);
        }

        foreach (var (pool, units) in block.SharedPools)
        {
            if (pool != model.ChangeoverPools[stage])
            {
                RestrictByPool(block, pool, units, mask, origin, from, to);
            }
        }

        if (block.Sound != Sound.Any)
        {
            RestrictBySound(block, stage, mask, origin, from, to);
        }

        return Bitmask.IsEmpty(mask) ? [] : mask;
    }

    // Guards pool for the block's own units, but for the pool of its stage's changeovers (see StageGaps).
    private void RestrictByPool(SearchBlock block, int pool, int units, Span<ulong> mask, int origin, int from, int to)
    {
        var free = state.Pools[pool].Free;
        if (!free.AsSpan(from, to + block.Ticks - from).ContainsAnyInRange(int.MinValue, units - 1))
        {
            return;
        }

        for (var tick = from; tick < to + block.Ticks; tick++)
        {
            if (free[tick] < units)
            {
                var run = tick;
                while (run + 1 < to + block.Ticks && free[run + 1] < units)
                {
                    run++;
                }

                Bitmask.Clear(mask, tick - block.Ticks + 1 - origin, run - origin);
                tick = run;
            }
        }
    }

    // Guards sound.
    private void RestrictBySound(SearchBlock block, int stage, Span<ulong> mask, int origin, int from, int to)
    {
        var other = block.Sound == Sound.Quiet ? Sound.Loud : Sound.Quiet;
        foreach (var neighbour in model.SoundNeighbours[stage])
        {
            var tour = state.Stages[neighbour];
            for (var i = Math.Max(0, tour.At(from) - 1); i < tour.Count && tour.Stops[i].Start < to + block.Ticks; i++)
            {
                ref var stop = ref tour.Stops[i];
                if (model.Blocks[stop.Block].Sound == other)
                {
                    Bitmask.Clear(mask, stop.Start - block.Ticks + 1 - origin, stop.End - 1 - origin);
                }
            }
        }
    }
}
