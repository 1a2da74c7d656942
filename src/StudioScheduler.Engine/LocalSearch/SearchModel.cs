using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// The problem as the search reads it: ticks of the grid instead of minutes, one flat array for each fact, costs times 60 so that
/// hourly rates stay whole. What lies off the grid is rounded so that every rule stays exact for starts on the grid.
/// Shared by all threads and not changed once they run.
/// </summary>
internal sealed class SearchModel
{
    public SearchModel(ProblemIndex index)
    {
        Index = index;
        Step = index.Grid.StepMinutes;
        Ticks = (int)(index.End / Step);
        StageCount = index.Stages.Length;
        CrewCount = index.Crews.Length;
        WorkerCount = CrewCount + index.People.Length;
        Looks = index.Looks.Length;
        Weights = index.Weights;
        MoveCost = 60L * Weights.Move;
        ShiftCost = 60L * Weights.Shift;
        WaitCost = 60L * Weights.Wait * Step;
        ChangeoverCosts = [.. index.Stages.Select(_ => 60L * Weights.Changeover * Step)];
        ChangeoverPools = [.. index.Stages.Select(s => index.ChangeoverPool(s.Index))];
        HourlyRates = [.. index.Stages.Select(s => (long)s.HourlyRate)];
        FirstLooks = [.. index.Stages.Select(s => s.Look)];
        SoundNeighbours = [.. index.Stages.Select(s => s.SoundNeighbours)];
        Blocks = [.. index.Blocks.Select(b => new SearchBlock(this, b))];
        Workers = [.. index.Crews.Concat(index.People).Select(w => new SearchWorker(this, w))];
        Moves = MoveTable();
        Changeovers = ChangeoverTables();
        NightSums = Nights();
        NightBends = [.. Enumerable.Range(1, Math.Max(0, Ticks - 1)).Where(t => NightSums[t + 1] - NightSums[t] != NightSums[t] - NightSums[t - 1])];
        var masks = new StartMasks(this);
        var (time, ways) = CrewFollowers.Asked(this);
        foreach (var block in Blocks)
        {
            block.Fill(masks.Of(block.Source, block.Stages));
            block.Bends = PriceBends.OfTime(this, block);
            block.Ask(w => time[w], w => ways[w]);
        }

        var isDone = new bool[Blocks.Length];
        foreach (var block in Blocks)
        {
            LeaveRoomForSuccessors(block, isDone);
        }

        IsCrowded = CrowdedStages.Of(this);
        IsFixed = new bool[Blocks.Length];
        Required = new bool[Blocks.Length];
    }

    public ProblemIndex Index { get; }

    public int Step { get; }

    /// <summary>Whole ticks of the horizon: a block ends at the latest here.</summary>
    public int Ticks { get; }

    public int Words => Bitmask.WordsFor(Math.Max(1, Ticks));

    public int StageCount { get; }

    public int CrewCount { get; }

    public int WorkerCount { get; }

    public SoftWeights Weights { get; }

    public long MoveCost { get; }

    public long ShiftCost { get; }

    /// <summary>Of a tick.</summary>
    public long WaitCost { get; }

    /// <summary>For each stage, of a tick.</summary>
    public long[] ChangeoverCosts { get; private set; }

    public SearchBlock[] Blocks { get; private set; }

    /// <summary>Crews, then people.</summary>
    public SearchWorker[] Workers { get; private set; }

    /// <summary>Whether the prices are those of <see cref="Coarse"/>, not the problem's.</summary>
    public bool IsCoarse { get; private set; }

    /// <summary>Ticks from stage a to stage b at [(a + 1) × stages + b]; from -1 (last work) none.</summary>
    public int[] Moves { get; }

    /// <summary>For each stage its table: ticks from look a to look b at [a × looks + b]; null without changeovers.</summary>
    public int[]?[] Changeovers { get; }

    /// <summary>For each stage the pool of which a changeover takes a unit; -1 where none.</summary>
    public int[] ChangeoverPools { get; }

    /// <summary>For each stage, in yuan.</summary>
    public long[] HourlyRates { get; }

    /// <summary>For each stage what it is dressed as at the start; -1 where nothing.</summary>
    public int[] FirstLooks { get; }

    public int[][] SoundNeighbours { get; }

    /// <summary>For each stage: see <see cref="CrowdedStages"/>.</summary>
    public bool[] IsCrowded { get; }

    public int Looks { get; }

    /// <summary>Night minutes before each tick.</summary>
    public int[] NightSums { get; }

    /// <summary>Ticks that have more or less of the night in them than the tick before.</summary>
    public int[] NightBends { get; }

    /// <summary>Blocks that a pinned or frozen block needs as predecessors: leaving one out breaks a hard rule.</summary>
    public bool[] Required { get; }

    /// <summary>Pinned and frozen blocks: they stand and are never taken out.</summary>
    public bool[] IsFixed { get; }

    /// <summary>Whether a state can hold a block there at all, whatever it breaks: on the grid, in the horizon and on a stage of its own.</summary>
    public bool CanHold(int block, Placement at) =>
        at.Start >= 0 && Index.Grid.IsOnGrid(at.Start) && at.Start + Index.Blocks[block].DurationMinutes <= Index.End && Index.Blocks[block].Stages.Contains(at.Stage);

    public int Changeover(int stage, int fromLook, int toLook) =>
        fromLook < 0 || Changeovers[stage] is not { } table ? 0 : table[(fromLook * Looks) + toLook];

    private int[] MoveTable()
    {
        var moves = new int[(StageCount + 1) * StageCount];
        for (var a = 0; a < StageCount; a++)
        {
            for (var b = 0; b < StageCount; b++)
            {
                moves[((a + 1) * StageCount) + b] = Math.Max(0, Index.MoveMinutes(a, b)) / Step;
            }
        }

        return moves;
    }

    private int[]?[] ChangeoverTables()
    {
        var tables = new int[]?[Index.ChangeoverTables.Length];
        var ofStage = new int[]?[StageCount];
        foreach (var stage in Index.Stages)
        {
            if (stage.ChangeoverTable < 0)
            {
                continue;
            }

            ofStage[stage.Index] = tables[stage.ChangeoverTable] ??= [.. Enumerable.Range(0, Looks * Looks)
                .Select(i => Index.ChangeoverMinutes(stage.Index, i / Looks, i % Looks) / Step)];
        }

        return ofStage;
    }

    private int[] Nights()
    {
        var sums = new int[Ticks + 1];
        for (var tick = 0; tick < Ticks; tick++)
        {
            sums[tick + 1] = sums[tick] + (int)Index.NightMinutes(new Interval((long)tick * Step, (long)(tick + 1) * Step));
        }

        return sums;
    }

    /// <summary>
    /// The same rules with other prices, for the part of a search that settles what goes far: nights, rates and presence, which are found late and
    /// cheaply, cost nothing. Shares with this model what they have in common.
    /// </summary>
    /// <param name="changeoverPrice">Least soft points of a minute of changeover on a crowded stage.</param>
    /// <param name="wishShare">Of what a wish costs otherwise, 0 to 1.</param>
    public SearchModel Coarse(int changeoverPrice, double wishShare)
    {
        var model = (SearchModel)MemberwiseClone();
        model.IsCoarse = true;
        model.Blocks = [.. Blocks.Select(b => b.Coarse(this, wishShare))];
        model.Workers = [.. Workers.Select(w => w.WithoutPresence())];
        model.ChangeoverCosts = [.. ChangeoverCosts.Select((cost, s) => IsCrowded[s] ? Math.Max(cost, 60L * changeoverPrice * Step) : cost)];
        return model;
    }

    /// <summary>Asks followers too (<see cref="CrewFollowers"/>): for a state in which crews themselves break their rules.</summary>
    public void AskEveryone() => Array.ForEach(Blocks, static b => b.Ask(static _ => true, static _ => true));

    /// <summary>Holds a block where it stands, and asks for all that it needs before it.</summary>
    public void Fix(int block)
    {
        IsFixed[block] = true;
        RequireBefore(block);
    }

    /// <summary>Forgets that a fixed block needs another before it, because that cannot be.</summary>
    public void Unlink(int before, int block)
    {
        Blocks[block].Before = [.. Blocks[block].Before.Where(l => l.Block != before)];
        Blocks[before].After = [.. Blocks[before].After.Where(l => l.Block != block)];
        Array.Clear(Required);
        for (var other = 0; other < Blocks.Length; other++)
        {
            if (IsFixed[other])
            {
                RequireBefore(other);
            }
        }
    }

    private void RequireBefore(int block)
    {
        foreach (var before in Blocks[block].Before)
        {
            if (!Required[before.Block])
            {
                Required[before.Block] = true;
                RequireBefore(before.Block);
            }
        }
    }

    // Where a chain of blocks can still be placed whole: each ends before the latest start of what follows it.
    private int LeaveRoomForSuccessors(SearchBlock block, bool[] isDone)
    {
        if (!isDone[block.Index])
        {
            isDone[block.Index] = true;
            foreach (var link in block.After)
            {
                var latest = LeaveRoomForSuccessors(Blocks[link.Block], isDone);
                if (latest >= 0)
                {
                    block.LatestStart = Math.Min(block.LatestStart, latest - link.GapTicks - block.Ticks);
                }
            }
        }

        return block.LatestStart;
    }
}
