namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Makes one schedule of two threads': a block that stands elsewhere in the other one, with all that is in its way, is put where it stands there, if
/// that costs less. A partition crossover (Whitley, Hains and Howe 2009) whose parts are found by trying, not in a graph: shifts and pools join blocks
/// that share no moment.
/// </summary>
internal sealed class Merging(SearchModel model, SearchSettings settings)
{
    // Nearly all parts that pay are of one to five blocks, and larger ones take nearly all the time.
    private const int MostTogether = 6;

    // Where more differ hardly any part stands alone: 120 × 80 spent half of its cold time here, for 2 % more soft.
    private const int MostDifferent = 250;

    // How far around its place, in ticks, what differs may be in a block's way: first what overlaps, at last what its shift and rest reach.
    private const int WidenBy = 8;
    private const int Widest = 40;

    private readonly WorkingPlan plan = new(model);
    private readonly Incumbent merged = new(model.Blocks.Length);
    private readonly BlockList different = new(model.Blocks.Length);
    private readonly BlockList together = new(model.Blocks.Length);
    private readonly BlockList waiting = new(model.Blocks.Length);

    /// <summary>The better schedule with what pays of the other; never worse than it. It holds until the next call.</summary>
    /// <param name="better">Its cost is that of the model.</param>
    /// <param name="other">A schedule of the same problem; its cost is not asked for.</param>
    public Incumbent Of(Incumbent better, Incumbent other)
    {
        better.LoadInto(plan);
        FindDifferent(other);
        if (different.Count <= MostDifferent)
        {
            foreach (var block in different.Items.ToArray())
            {
                if (different.Has(block))
                {
                    Try(block, other);
                }
            }
        }

        merged.Copy(plan.State);
        return merged;
    }

    private void FindDifferent(Incumbent other)
    {
        different.Clear();
        for (var block = 0; block < model.Blocks.Length; block++)
        {
            if (StandsElsewhere(block, other))
            {
                different.Add(block);
            }
        }
    }

    private bool StandsElsewhere(int block, Incumbent other) =>
        plan.State.StageOf[block] != other.StageOf(block) || (plan.State.IsPlaced(block) && plan.State.TickOf[block] != other.TickOf(block));

    private void Try(int block, Incumbent other)
    {
        var state = plan.State;
        var missing = state.MissingRequired;
        var before = settings.EnergyOf(state);
        together.Clear();
        TakeOut(block);
        if (!PutLike(other) || state.MissingRequired > missing || settings.EnergyOf(state) >= before)
        {
            plan.Undo();
            return;
        }

        plan.Keep();
        foreach (var joined in together.Items)
        {
            different.Remove(joined);
        }
    }

    private void TakeOut(int block)
    {
        plan.Take(block, together);
        together.Add(block);
    }

    // Puts all that was taken out where the other has it; what is in the way there is taken out too, and put like the other's as well.
    private bool PutLike(Incumbent other)
    {
        for (var margin = 0; margin <= Widest; margin += WidenBy)
        {
            if (!plan.Heal(together) || together.Count > MostTogether)
            {
                return false;
            }

            PutWhatFits(other);
            if (waiting.Count == 0)
            {
                return true;
            }

            TakeOutWhatIsInTheWay(other, margin);
        }

        return false;
    }

    private void PutWhatFits(Incumbent other)
    {
        waiting.Clear();
        foreach (var block in together.Items)
        {
            if (!plan.State.IsPlaced(block) && other.StageOf(block) >= 0)
            {
                waiting.Add(block);
            }
        }

        // again, as long as a predecessor or a neighbour that was put makes room for another
        for (var count = int.MaxValue; waiting.Count > 0 && waiting.Count < count;)
        {
            count = waiting.Count;
            for (var i = count - 1; i >= 0; i--)
            {
                var (block, stage, tick) = (waiting[i], other.StageOf(waiting[i]), other.TickOf(waiting[i]));
                if (plan.Scan.Fits(block, stage, tick))
                {
                    plan.Put(block, stage, tick);
                    waiting.Remove(block);
                }
            }
        }
    }

    private void TakeOutWhatIsInTheWay(Incumbent other, int margin)
    {
        foreach (var block in different.Items)
        {
            if (together.Count > MostTogether)
            {
                return;
            }

            if (!together.Has(block) && plan.State.IsPlaced(block) && IsInTheWay(block, other, margin))
            {
                TakeOut(block);
            }
        }
    }

    private bool IsInTheWay(int block, Incumbent other, int margin)
    {
        var from = plan.State.TickOf[block];
        var to = from + model.Blocks[block].Ticks;
        foreach (var waits in waiting.Items)
        {
            var start = other.TickOf(waits);
            if (from < start + model.Blocks[waits].Ticks + margin && start - margin < to
                && (plan.State.StageOf[block] == other.StageOf(waits) || model.Blocks[waits].Workers.AsSpan().ContainsAny(model.Blocks[block].Workers)))
            {
                return true;
            }
        }

        return false;
    }
}
