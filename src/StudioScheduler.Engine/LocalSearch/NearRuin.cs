namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Where a ruin made room: for each stage and worker the time from the first to the last block that was taken out. A block that was
/// left out before can have got new places only there, so only there it is looked for.
/// </summary>
internal sealed class NearRuin(SearchModel model)
{
    private readonly (long Stamp, int From, int To)[] stages = new (long, int, int)[model.StageCount];
    private readonly (long Stamp, int From, int To)[] workers = new (long, int, int)[model.WorkerCount];
    private readonly int changeover = (120 + model.Step - 1) / model.Step;
    private long stamp = 1;

    public void Clear() => stamp++;

    public void Add(SearchBlock block, int stage, int tick)
    {
        Widen(ref stages[stage], tick, tick + block.Ticks);
        foreach (var worker in block.AskedForTime)
        {
            Widen(ref workers[worker], tick, tick + block.Ticks);
        }
    }

    /// <summary>Whether it shares a stage or a worker with what was taken out.</summary>
    public bool Concerns(SearchBlock block)
    {
        foreach (var stage in block.Stages)
        {
            if (stages[stage].Stamp == stamp)
            {
                return true;
            }
        }

        foreach (var worker in block.AskedForTime)
        {
            if (workers[worker].Stamp == stamp)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Narrows [from, to] to the starts on any of the block's stages that the ruin can have opened; empty where there are none.</summary>
    public void Narrow(SearchBlock block, ref int from, ref int to)
    {
        var (first, last) = OfWorkers(block);
        foreach (var stage in block.Stages)
        {
            WidenBy(stage, ref first, ref last);
        }

        from = Math.Max(from, first - block.Ticks);
        to = Math.Min(to, last);
    }

    /// <summary>The same for one of its stages.</summary>
    public void Narrow(SearchBlock block, int stage, ref int from, ref int to)
    {
        var (first, last) = OfWorkers(block);
        WidenBy(stage, ref first, ref last);
        from = Math.Max(from, first - block.Ticks);
        to = Math.Min(to, last);
    }

    private (int First, int Last) OfWorkers(SearchBlock block)
    {
        var first = int.MaxValue;
        var last = int.MinValue;
        foreach (var worker in block.AskedForTime)
        {
            if (workers[worker].Stamp == stamp)
            {
                var rest = model.Workers[worker].RestTicks;
                first = Math.Min(first, workers[worker].From - rest);
                last = Math.Max(last, workers[worker].To + rest);
            }
        }

        return (first, last);
    }

    private void WidenBy(int stage, ref int first, ref int last)
    {
        if (stages[stage].Stamp == stamp)
        {
            first = Math.Min(first, stages[stage].From - changeover);
            last = Math.Max(last, stages[stage].To + changeover);
        }
    }

    private void Widen(ref (long Stamp, int From, int To) range, int from, int to)
    {
        range = range.Stamp == stamp ? (stamp, Math.Min(range.From, from), Math.Max(range.To, to)) : (stamp, from, to);
    }
}
