using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Another block of an <c>after</c> pair and the least ticks between the two.</summary>
internal readonly record struct Link(int Block, int GapTicks);

/// <summary>A block as the search reads it; ticks, and costs times 60.</summary>
[Guards(typeof(RateCost))]
internal sealed class SearchBlock
{
    public SearchBlock(SearchModel model, IndexedBlock block)
    {
        Source = block;
        Index = block.Index;
        Ticks = block.DurationMinutes / model.Step;
        Minutes = block.DurationMinutes;
        Look = block.Look;
        Stages = [.. block.Stages.OrderBy(s => model.Index.Stages[s].HourlyRate).ThenBy(s => s)];
        Workers = [block.Crew, .. block.People.Select(p => model.CrewCount + p)];
        Pools = block.Pools;
        SharedPools = [.. Pools.Where(p => Stages.Any(s => model.ChangeoverPools[s] == p.Pool))];
        OwnPools = [.. Pools.Except(SharedPools)];
        Sound = block.Sound;
        LeftOutCost = block.LeftOutCost;
        Before = [.. block.After.Select(a => new Link(a.Block, a.MinGapMinutes / model.Step))];
        After = [.. block.Successors.Select(s => new Link(
            s, model.Index.Blocks[s].After.First(a => a.Block == block.Index).MinGapMinutes / model.Step))];
        HasWanted = block.Wanted is not null;
        WantedFrom = (int)(block.Wanted?.From ?? 0);
        WantedTo = (int)(block.Wanted?.To ?? 0);
        WantedCost = 60L * model.Weights.Wanted;
        NightCost = block.Light == Light.Night ? 0 : 60L * model.Weights.Night;
        StageCosts = [.. Stages.Select(s => (long)model.Weights.Rate * model.Index.Stages[s].HourlyRate * block.DurationMinutes)];
        if (block.Published is { } published)
        {
            PublishedStage = published.Stage;
            PublishedTick = model.Index.Grid.IsOnGrid(published.Start) ? (int)(published.Start / model.Step) : -1;
            var soon = model.Index.Now is { } now && published.Start < now + (24 * 60);
            ChangedCost = 60L * model.Weights.Changed * (int)block.Told * (soon ? 3 : 1);
        }
    }

    public IndexedBlock Source { get; }

    public int Index { get; }

    public int Ticks { get; }

    public int Minutes { get; }

    public int Look { get; }

    /// <summary>The cheapest first.</summary>
    public int[] Stages { get; }

    /// <summary>The crew first, then the people, as indices of the model's workers.</summary>
    public int[] Workers { get; }

    /// <summary>Those of them who can lack the time for it when the others have it: see <see cref="CrewFollowers"/> …</summary>
    public int[] AskedForTime { get; private set; } = [];

    /// <summary>… and whose ways to and from it can be too long when those of the others are not.</summary>
    public int[] AskedForWays { get; private set; } = [];

    public (int Pool, int Units)[] Pools { get; }

    /// <summary>Those of which no changeover on its stages takes a unit …</summary>
    public (int Pool, int Units)[] OwnPools { get; }

    /// <summary>… and the others.</summary>
    public (int Pool, int Units)[] SharedPools { get; }

    public Sound Sound { get; }

    /// <summary>In points of medium.</summary>
    public long LeftOutCost { get; }

    public Link[] Before { get; set; }

    public Link[] After { get; set; }

    public bool HasWanted { get; private set; }

    public int WantedFrom { get; }

    public int WantedTo { get; }

    public long WantedCost { get; private set; }

    public long NightCost { get; private set; }

    /// <summary>What each of its stages costs for its length.</summary>
    public long[] StageCosts { get; private set; }

    /// <summary>-1 where it was not published.</summary>
    public int PublishedStage { get; } = -1;

    /// <summary>-1 where it was not published, or off the grid.</summary>
    public int PublishedTick { get; } = -1;

    public long ChangedCost { get; private set; }

    /// <summary>For each of its stages the starts that no rule of the block alone forbids.</summary>
    public ulong[][] Masks { get; private set; } = [];

    /// <summary>For each of its stages the first and last such start; first above last where there is none.</summary>
    public (int First, int Last)[] Reach { get; private set; } = [];

    /// <summary>The starts that at least one of its stages allows.</summary>
    public ulong[] AnyMask { get; private set; } = [];

    /// <summary>The first and last such start; first above last where there is none.</summary>
    public (int First, int Last) AnyReach { get; private set; } = (1, 0);

    /// <summary>For each of its stages how many such starts there are.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>Starts on all its stages together: how free it is.</summary>
    public int Freedom { get; private set; }

    /// <summary>Starts at which its price bends by its time alone: see <see cref="PriceBends"/>.</summary>
    public ulong[] Bends { get; set; } = [];

    /// <summary>The last start that any of its stages allows; with its successors' see <see cref="SearchModel"/>.</summary>
    public int LatestStart { get; set; }

    /// <summary>Any of its starts by chance, as the index of one of its stages and a tick; only where <see cref="Freedom"/> is above 0.</summary>
    public (int Choice, int Tick) DrawStart(Dice dice)
    {
        var nth = dice.Below(Freedom);
        var choice = 0;
        for (; nth >= Starts[choice]; choice++)
        {
            nth -= Starts[choice];
        }

        return (choice, Bitmask.Nth(Masks[choice], nth));
    }

    /// <summary>By how many minutes it lies outside its wanted window where it starts at that tick; only where it has one.</summary>
    public long MinutesOutside(int tick, int step) =>
        Math.Max(0, WantedFrom - (tick * step)) + Math.Max(0, ((tick + Ticks) * step) - WantedTo);

    /// <summary>The same block at coarse prices: its wish costs a share, its night, its stage and a change nothing.</summary>
    public SearchBlock Coarse(SearchModel model, double wishShare)
    {
        var block = (SearchBlock)MemberwiseClone();
        block.WantedCost = (long)(wishShare * WantedCost);
        block.HasWanted = HasWanted && block.WantedCost > 0;
        block.NightCost = 0;
        block.ChangedCost = 0;
        block.StageCosts = new long[StageCosts.Length];
        block.Bends = PriceBends.OfTime(model, block);
        return block;
    }

    public void Ask(Func<int, bool> forTime, Func<int, bool> forWays)
    {
        AskedForTime = [.. Workers.Where(forTime)];
        AskedForWays = [.. Workers.Where(forWays)];
    }

    public void Fill(ulong[][] masks)
    {
        Masks = masks;
        Reach = [.. masks.Select(m => Bitmask.Reach(m))];
        AnyMask = Bitmask.Union(masks);
        AnyReach = Bitmask.Reach(AnyMask);
        Starts = [.. masks.Select(m => Bitmask.Count(m))];
        Freedom = Starts.Sum();
        LatestStart = Reach.Max(r => r.First <= r.Last ? r.Last : -1);
    }
}

/// <summary>A crew or a person as the search reads it.</summary>
internal sealed class SearchWorker
{
    // Moves, waits and windows take their part of a shift.
    private const double Crowded = 0.8;

    public SearchWorker(SearchModel model, IndexedWorker worker)
    {
        Capacity = worker.Blocks.Length + 1;
        RestTicks = worker.Shift is { } shift ? shift.MinRestMinutes / model.Step : 0;
        MaxTicks = worker.Shift is { } rule ? rule.MaxMinutes / model.Step : int.MaxValue / 4;
        var shifts = worker.Shift is { } limit ? (double)limit.MaxMinutes / (limit.MaxMinutes + limit.MinRestMinutes) : 1;
        IsCrowded = worker.Blocks.Sum(b => (long)model.Index.Blocks[b].DurationMinutes) > Crowded * shifts * model.Index.End;
        PresenceCost = (long)model.Weights.Presence * worker.PresenceRate * model.Step;
        PresenceRate = worker.PresenceRate;
        if (worker.LastWorked is { } last)
        {
            // Starts lie on the grid: an end rounded up and a start rounded down leave rest, span and overlap exactly as they are.
            LastWorked = new Stop((int)Math.Floor((double)last.From / model.Step), (int)Math.Ceiling((double)last.To / model.Step), -1, -1);
        }
    }

    public int Capacity { get; }

    /// <summary>0 where no shift rule applies: then no two stops share a shift.</summary>
    public int RestTicks { get; }

    public int MaxTicks { get; }

    /// <summary>Its blocks need nearly all the time, or more, that its shifts and rests leave in the horizon.</summary>
    public bool IsCrowded { get; }

    /// <summary>Of a tick between first start and last end; 0 for crews.</summary>
    public long PresenceCost { get; private set; }

    public int PresenceRate { get; private set; }

    public Stop? LastWorked { get; }

    /// <summary>The same worker whose days cost nothing.</summary>
    public SearchWorker WithoutPresence()
    {
        var worker = (SearchWorker)MemberwiseClone();
        worker.PresenceCost = worker.PresenceRate = 0;
        return worker;
    }
}
