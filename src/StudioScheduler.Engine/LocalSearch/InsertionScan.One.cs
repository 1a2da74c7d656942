namespace StudioScheduler.Engine.LocalSearch;

/// <content>One place: the earliest, what a given one costs, whether it is legal.</content>
internal sealed partial class InsertionScan
{
    /// <summary>The earliest legal place within a time, on one stage or (−1) on any; false where there is none. A block ends before the time does.</summary>
    public bool Earliest(int blockIndex, int onStage, int from, int to, out Insertion place)
    {
        place = default;
        var block = model.Blocks[blockIndex];
        if (!TimeBetweenLinks(block, true, out var first, out var last))
        {
            return false;
        }

        first = Math.Max(first, from);
        last = Math.Min(last, to - block.Ticks);
        var found = -1;
        if (first > last || !LoadAnywhere(block, first, last))
        {
            return false;
        }

        for (var choice = 0; choice < block.Stages.Length && first <= last; choice++)
        {
            if (onStage >= 0 && block.Stages[choice] != onStage)
            {
                continue;
            }

            var mask = Legal(block, choice, first, last, out var origin);
            if (!mask.IsEmpty)
            {
                found = choice;
                place = new Insertion(block.Stages[choice], origin + Bitmask.Nth(mask, 0), 0);
                last = place.Tick - 1;
            }
        }

        if (found < 0)
        {
            return false;
        }

        place = place with { Price = Price(blockIndex, place.Stage, place.Tick) };
        return true;
    }

    /// <summary>What a left-out block would add at a place, or what one took off that stood there.</summary>
    public long Price(int blockIndex, int stage, int tick)
    {
        var block = model.Blocks[blockIndex];
        LoadPresence(block);
        var onStage = new StageGapPrice(state, block, stage, tick);
        var crew = block.Workers[0];
        var ofCrew = new CrewGapPrice(model, state.Workers[crew], model.Workers[crew].RestTicks, stage, block.Ticks, tick);
        return block.StageCosts[Array.IndexOf(block.Stages, stage)] + onStage.At(tick) + ofCrew.AtSqueezed(tick) + OfTime(block, stage, tick);
    }

    /// <summary>Whether a left-out block may stand at a place.</summary>
    public bool Fits(int blockIndex, int stage, int tick, bool needsPredecessors = true)
    {
        var block = model.Blocks[blockIndex];
        var choice = Array.IndexOf(block.Stages, stage);
        return choice >= 0
            && Bitmask.Has(block.Masks[choice], tick)
            && TimeBetweenLinks(block, needsPredecessors, out var from, out var to)
            && from <= tick && tick <= to
            && LoadAnywhere(block, tick, tick)
            && !Legal(block, choice, tick, tick, out _).IsEmpty;
    }
}
