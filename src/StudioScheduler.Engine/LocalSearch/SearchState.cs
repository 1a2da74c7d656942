using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// One thread's schedule: tours of stages and workers, pool profiles, and the score so far. Costs are sixtieths of soft points.
/// <see cref="Put"/> and <see cref="Take"/> trust their caller: <see cref="InsertionScan"/> says what is legal.
/// </summary>
[Guards(typeof(LeftOutRule))]
internal sealed class SearchState
{
    // Of a tick, in sixtieths of yuan.
    private readonly long[] presenceRates;

    public SearchState(SearchModel model)
    {
        Model = model;
        StageOf = new int[model.Blocks.Length];
        TickOf = new int[model.Blocks.Length];
        Array.Fill(StageOf, -1);
        var onStage = new int[model.StageCount];
        foreach (var stage in model.Blocks.SelectMany(b => b.Stages))
        {
            onStage[stage]++;
        }

        presenceRates = [.. model.Workers.Select(w => (long)w.PresenceRate * model.Step)];
        Stages = [.. onStage.Select(n => new Tour(n + 1, 0))];
        Workers = [.. model.Workers.Select(w => new Tour(w.Capacity, w.RestTicks))];
        for (var worker = 0; worker < Workers.Length; worker++)
        {
            if (model.Workers[worker].LastWorked is { } last)
            {
                Workers[worker].Insert(last);
            }
        }

        Pools = [.. model.Index.Pools.Select(p => new PoolProfile(p, model.Ticks, model.Step))];
        LeftOut = new BlockList(model.Blocks.Length);
        foreach (var block in model.Blocks)
        {
            LeftOut.Add(block.Index);
            Medium += block.LeftOutCost;
            MissingRequired += model.Required[block.Index] ? 1 : 0;
        }
    }

    public SearchModel Model { get; }

    /// <summary>-1 where the block is left out.</summary>
    public int[] StageOf { get; }

    public int[] TickOf { get; }

    public Tour[] Stages { get; }

    public Tour[] Workers { get; }

    public PoolProfile[] Pools { get; }

    public BlockList LeftOut { get; }

    /// <summary>Points of what is left out; 0 or more.</summary>
    public long Medium { get; private set; }

    /// <summary>Sixtieths of soft points, rates and presence not yet rounded down.</summary>
    public long Cost { get; set; }

    public long Rate60 { get; private set; }

    public long Presence60 { get; private set; }

    /// <summary>Left-out blocks that pinned or frozen ones need: each breaks a hard rule.</summary>
    public int MissingRequired { get; private set; }

    public bool IsPlaced(int block) => StageOf[block] >= 0;

    /// <summary>The exact soft score as the contract rounds it; 0 or less.</summary>
    public long Soft
    {
        get
        {
            var rate = (long)Model.Weights.Rate;
            var presence = (long)Model.Weights.Presence;
            var whole = Cost - (rate * Rate60) - (presence * Presence60);
            return -((whole / 60) + (rate * (Rate60 / 60)) + (presence * (Presence60 / 60)));
        }
    }

    public Score Score => new(-MissingRequired, -Medium, Soft);

    /// <summary>As a schedule of a problem with the same blocks.</summary>
    public Placements PlacementsIn(ProblemIndex problem)
    {
        var placements = new Placements(problem);
        foreach (var block in problem.Blocks.Where(b => IsPlaced(b.Index)))
        {
            placements[block.Index] = new(StageOf[block.Index], (long)TickOf[block.Index] * Model.Step);
        }

        return placements;
    }

    /// <summary>Counts anew after the model's required blocks changed.</summary>
    public void CountRequired()
    {
        MissingRequired = 0;
        foreach (var block in LeftOut.Items)
        {
            MissingRequired += Model.Required[block] ? 1 : 0;
        }
    }

    /// <summary>Places a left-out block; the caller adds its price to <see cref="Cost"/>.</summary>
    public void Put(int block, int stage, int tick)
    {
        var b = Model.Blocks[block];
        StageOf[block] = stage;
        TickOf[block] = tick;
        LeftOut.Remove(block);
        Medium -= b.LeftOutCost;
        MissingRequired -= Model.Required[block] ? 1 : 0;
        var stop = new Stop(tick, tick + b.Ticks, block, stage) { Look = b.Look };
        var at = Stages[stage].Insert(stop);
        MoveSetups(stage, at, +1);
        foreach (var (pool, units) in b.Pools)
        {
            Pools[pool].Take(tick, tick + b.Ticks, units);
        }

        foreach (var worker in b.Workers)
        {
            var tour = Workers[worker];
            var rate = presenceRates[worker];
            if (rate == 0)
            {
                tour.Insert(stop);
                continue;
            }

            var span = tour.Span;
            tour.Insert(stop);
            Presence60 += rate * (tour.Span - span);
        }

        Rate60 += Model.HourlyRates[stage] * b.Minutes;
    }

    /// <summary>Takes a placed block out; the caller takes its price off <see cref="Cost"/>.</summary>
    public void Take(int block)
    {
        var b = Model.Blocks[block];
        var stage = StageOf[block];
        var tick = TickOf[block];
        foreach (var worker in b.Workers)
        {
            var tour = Workers[worker];
            var rate = presenceRates[worker];
            if (rate == 0)
            {
                tour.Remove(block, tick);
                continue;
            }

            var span = tour.Span;
            tour.Remove(block, tick);
            Presence60 += rate * (tour.Span - span);
        }

        foreach (var (pool, units) in b.Pools)
        {
            Pools[pool].Take(tick, tick + b.Ticks, -units);
        }

        MoveSetups(stage, Stages[stage].At(tick), -1);
        Stages[stage].Remove(block, tick);
        Rate60 -= Model.HourlyRates[stage] * b.Minutes;
        StageOf[block] = -1;
        LeftOut.Add(block);
        Medium += b.LeftOutCost;
        MissingRequired += Model.Required[block] ? 1 : 0;
    }

    /// <summary>
    /// Points of a block and of all that come after it, as far as they are placed where it is placed or left out where it is left out. Who comes after
    /// several counts for the first of them, so that nobody counts twice.
    /// </summary>
    public long WorthOf(int block)
    {
        var worth = Model.Blocks[block].LeftOutCost;
        foreach (var link in Model.Blocks[block].After)
        {
            if (Model.Blocks[link.Block].Before[0].Block == block && IsPlaced(link.Block) == IsPlaced(block))
            {
                worth += WorthOf(link.Block);
            }
        }

        return worth;
    }

    /// <summary>The look that a stop finds on its stage; -1 where there is none.</summary>
    public int LookBefore(int stage, int at) =>
        at > 0 ? Stages[stage].Stops[at - 1].Look : Model.FirstLooks[stage];

    // The stop at [at] of the stage is there: with sign +1 its changeovers replace the one of its follower, with -1 the reverse.
    private void MoveSetups(int stage, int at, int sign)
    {
        var pool = Model.ChangeoverPools[stage];
        if (pool < 0)
        {
            return;
        }

        var profile = Pools[pool];
        var tour = Stages[stage];
        var before = LookBefore(stage, at);
        var own = tour.Stops[at].Look;
        var start = tour.Stops[at].Start;
        profile.Take(start - Model.Changeover(stage, before, own), start, sign);
        if (at + 1 < tour.Count)
        {
            var next = tour.Stops[at + 1];
            var look = next.Look;
            var alone = Model.Changeover(stage, before, look);
            var now = Model.Changeover(stage, own, look);
            if (now > alone)
            {
                profile.Take(next.Start - now, next.Start - alone, sign);
            }
            else if (alone > now)
            {
                profile.Take(next.Start - alone, next.Start - now, -sign);
            }
        }
    }
}
