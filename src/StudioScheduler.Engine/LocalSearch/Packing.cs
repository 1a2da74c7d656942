namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Takes a run of neighbours off a stage or a worker and fills the time again from its start, each block as early as it may stand:
/// of those that were taken and those that are left out, the one that is worth most for the time that it uses. Where one stage or one
/// crew has more to do than its week holds, this closes the gaps that cheapest insertion leaves.
/// </summary>
/// <remarks>Source: resequencing of packed runs, as list scheduling by weight per time does for one machine (Smith's rule).</remarks>
internal sealed class Packing(SearchModel model, WorkingPlan plan, Dice dice, SearchSettings settings)
{
    private readonly SearchState state = plan.State;
    private readonly BlockList candidates = new(model.Blocks.Length);

    /// <summary>Any of the blocks that are left out; at least one is.</summary>
    public int DrawSeed() => state.LeftOut[dice.Below(state.LeftOut.Count)];

    /// <summary>Adds to <paramref name="taken"/> what it took out and did not put back; false where the change must be undone.</summary>
    /// <param name="seed">The left-out block for which is packed.</param>
    public bool Run(BlockList taken, int seed)
    {
        var block = model.Blocks[seed];
        if (block.Freedom == 0)
        {
            return false;
        }

        var (choice, moment) = block.DrawStart(dice);
        var packsWorker = dice.Chance(model.Workers[block.Workers[0]].IsCrowded ? settings.PackCrowded : settings.PackWorker);
        var worker = packsWorker ? block.Workers[dice.Below(block.Workers.Length)] : -1;
        var stage = block.Stages[choice];
        var tour = worker < 0 ? state.Stages[stage] : state.Workers[worker];
        var (from, to) = TakeNear(tour, moment, 1 + dice.Below(settings.MostPacked), taken);
        if (!plan.Heal(taken))
        {
            return false;
        }

        Gather(seed, stage, worker, taken);
        Fill(stage, worker, from, to, taken);
        return true;
    }

    // The time that becomes free: from the end of the stop before those that are taken to the start of the one behind them.
    private (int From, int To) TakeNear(Tour tour, int moment, int count, BlockList taken)
    {
        candidates.Clear();
        var right = tour.At(moment);
        var left = right - 1;
        while (count > 0)
        {
            var toLeft = CanTake(tour, left) ? moment - tour.Stops[left].End : int.MaxValue;
            var toRight = CanTake(tour, right) ? tour.Stops[right].Start - moment : int.MaxValue;
            if (toLeft == int.MaxValue && toRight == int.MaxValue)
            {
                break;
            }

            candidates.Add(tour.Stops[toLeft <= toRight ? left-- : right++].Block);
            count--;
        }

        var from = left >= 0 ? tour.Stops[left].End : 0;
        var to = right < tour.Count ? tour.Stops[right].Start : model.Ticks;
        foreach (var block in candidates.Items)
        {
            plan.Take(block, taken);
        }

        return (from, to);
    }

    private bool CanTake(Tour tour, int at) =>
        at >= 0 && at < tour.Count && tour.Stops[at].Block is >= 0 and var block && !model.IsFixed[block];

    private void Gather(int seed, int stage, int worker, BlockList taken)
    {
        candidates.Clear();
        candidates.Add(seed);
        foreach (var block in taken.Items)
        {
            if (Belongs(block, stage, worker))
            {
                candidates.Add(block);
            }
        }

        var count = state.LeftOut.Count;
        var from = dice.Below(count);
        for (var i = 0; i < count && candidates.Count < settings.MostCandidates; i++)
        {
            var block = state.LeftOut[(from + i) % count];
            if (Belongs(block, stage, worker))
            {
                candidates.Add(block);
            }
        }
    }

    private bool Belongs(int block, int stage, int worker) =>
        Array.IndexOf(worker < 0 ? model.Blocks[block].Stages : model.Blocks[block].Workers, worker < 0 ? stage : worker) >= 0;

    private void Fill(int stage, int worker, int from, int to, BlockList taken)
    {
        while (candidates.Count > 0)
        {
            var bestWorth = 0.0;
            var best = -1;
            var place = default(Insertion);
            for (var i = candidates.Count - 1; i >= 0; i--)
            {
                var block = candidates[i];
                if (!plan.Scan.Earliest(block, worker < 0 ? stage : -1, from, to, out var earliest))
                {
                    continue;
                }

                var length = earliest.Tick + model.Blocks[block].Ticks - from;
                var worth = ((settings.CostPerMedium * state.WorthOf(block)) - earliest.Price) / length * (0.6 + (0.8 * dice.Unit()));
                if (worth > bestWorth)
                {
                    (bestWorth, best, place) = (worth, block, earliest);
                }
            }

            if (best < 0)
            {
                return;
            }

            plan.Put(best, place);
            candidates.Remove(best);
            taken.Remove(best);
            from = place.Tick + model.Blocks[best].Ticks;
        }
    }
}
