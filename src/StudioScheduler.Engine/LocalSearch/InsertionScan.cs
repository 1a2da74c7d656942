using System.Numerics;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>A place for a block and what it adds to the cost, in sixtieths of soft points.</summary>
internal readonly record struct Insertion(int Stage, int Tick, long Price);

/// <summary>
/// All starts that are left for a block: its static mask and-not what stage, crew, people, pools, sound and its neighbours in time
/// take away; priced exactly, of each run only the starts that can be the cheapest. Some 10 to 20 ns a start. One for each thread: it holds buffers.
/// </summary>
[Guards(typeof(AfterRule), typeof(SoundRule), typeof(PoolRule), typeof(WantedCost), typeof(NightCost), typeof(PresenceCost), typeof(ChangedCost))]
internal sealed partial class InsertionScan(SearchState state)
{
    /// <summary>Legal starts on one stage from which on not every one is priced; fewer are priced sooner than sorted out.</summary>
    internal const int ManyStarts = 40;

    private readonly SearchModel model = state.Model;
    private readonly (int First, int Last, long Cost)[] presence = new (int, int, long)[state.Model.Blocks.Select(b => b.Workers.Length).DefaultIfEmpty(0).Max()];
    private readonly PriceBends bends = new(state.Model);
    private int presenceCount;

    /// <summary>Starts priced so far.</summary>
    public long Priced { get; private set; }

    /// <summary>
    /// What an idle tick beside a block counts when places are compared, in sixtieths of soft points: above 0 places are chosen that
    /// tear no hole. Prices stay what they are.
    /// </summary>
    public long Packing { get; set; }

    /// <summary>Where given, <see cref="Best"/> looks only at the places that a ruin can have opened.</summary>
    public NearRuin? Near { get; set; }

    /// <summary>The cheapest place for a left-out block; false where none is legal.</summary>
    /// <param name="endsOnly">Only the first and last start of each free run.</param>
    /// <param name="blink">Chance to overlook a start that would be the best so far.</param>
    public bool Best(int blockIndex, bool endsOnly, double blink, Dice? dice, out Insertion best)
    {
        best = new Insertion(-1, 0, long.MaxValue);
        var block = model.Blocks[blockIndex];
        if (!TimeBetweenLinks(block, true, out var from, out var to))
        {
            return false;
        }

        LoadPresence(block);

        // first where the blocks that follow it still have room, then anywhere
        var roomy = RoomForSuccessors(block, to);
        ScanStages(block, from, roomy, endsOnly, blink, dice, ref best);
        if (best.Stage < 0 && roomy < to)
        {
            ScanStages(block, Math.Max(from, roomy + 1), to, endsOnly, blink, dice, ref best);
        }

        return best.Stage >= 0;
    }

    private void ScanStages(SearchBlock block, int from, int to, bool endsOnly, double blink, Dice? dice, ref Insertion best)
    {
        Near?.Narrow(block, ref from, ref to);
        if (!LoadAnywhere(block, from, to))
        {
            return;
        }

        var areBendsLoaded = false;
        var bestWeighed = long.MaxValue;
        for (var choice = 0; choice < block.Stages.Length; choice++)
        {
            var stage = block.Stages[choice];
            if (dice is not null && block.StageCosts[choice] >= bestWeighed)
            {
                // stages stand in order of their rates; only rarely does a block lower what the others cost
                break;
            }

            var first = from;
            var last = to;
            Near?.Narrow(block, stage, ref first, ref last);
            var mask = Legal(block, choice, first, last, out var origin);
            if (mask.IsEmpty)
            {
                continue;
            }

            if (endsOnly)
            {
                Bitmask.KeepRunEnds(mask);
            }
            else if (Bitmask.Count(mask) >= ManyStarts)
            {
                if (!areBendsLoaded)
                {
                    areBendsLoaded = true;
                    bends.Load(block, state.Workers[block.Workers[0]], model.Workers[block.Workers[0]].RestTicks, presence.AsSpan(0, presenceCount));
                }

                Bitmask.KeepRunEnds(mask, bends.Starts.Slice(origin >> 6, mask.Length));
            }

            var onStage = new StageGapPrice(state, block, stage, origin);
            var crew = block.Workers[0];
            var ofCrew = new CrewGapPrice(model, state.Workers[crew], model.Workers[crew].RestTicks, stage, block.Ticks, origin);
            var basis = block.StageCosts[choice];
            for (var word = 0; word < mask.Length; word++)
            {
                for (var bits = mask[word]; bits != 0; bits &= bits - 1)
                {
                    var tick = origin + (word << 6) + BitOperations.TrailingZeroCount(bits);
                    Priced++;
                    var price = basis + onStage.At(tick) + ofCrew.At(tick) + OfTime(block, stage, tick);
                    var weighed = Packing == 0 ? price : price + (Packing * (onStage.Slack(tick) + ofCrew.Slack(tick)));
                    if (weighed < bestWeighed && (dice is null || !dice.Chance(blink)))
                    {
                        bestWeighed = weighed;
                        best = new Insertion(stage, tick, price);
                    }
                }
            }
        }
    }

    // After: between its predecessors' ends and its successors' starts; false where a predecessor is left out.
    private bool TimeBetweenLinks(SearchBlock block, bool needsAll, out int from, out int to)
    {
        from = 0;
        to = model.Ticks - block.Ticks;
        foreach (var link in block.Before)
        {
            if (!state.IsPlaced(link.Block))
            {
                if (needsAll)
                {
                    return false;
                }

                continue;
            }

            from = Math.Max(from, state.TickOf[link.Block] + model.Blocks[link.Block].Ticks + link.GapTicks);
        }

        foreach (var link in block.After)
        {
            if (state.IsPlaced(link.Block))
            {
                to = Math.Min(to, state.TickOf[link.Block] - link.GapTicks - block.Ticks);
            }
        }

        return from <= to;
    }

    private int RoomForSuccessors(SearchBlock block, int to)
    {
        foreach (var link in block.After)
        {
            var latest = model.Blocks[link.Block].LatestStart;
            if (latest >= 0 && !state.IsPlaced(link.Block))
            {
                to = Math.Min(to, latest - link.GapTicks - block.Ticks);
            }
        }

        return to;
    }
}
