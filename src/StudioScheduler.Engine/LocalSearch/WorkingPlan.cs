namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// A state with its price kept and a journal: every change can be undone back to the last <see cref="Keep"/>. A change costs
/// the length of the tours it touches, never the size of the base.
/// </summary>
internal sealed class WorkingPlan
{
    private readonly SearchModel model;
    private readonly List<(int Block, int Stage, int Tick, bool Put)> journal = [];
    private readonly BlockList suspects;
    private long keptCost;

    public WorkingPlan(SearchModel model)
    {
        this.model = model;
        State = new SearchState(model);
        Scan = new InsertionScan(State);
        Freed = new NearRuin(model);
        suspects = new BlockList(model.Blocks.Length);
    }

    public SearchState State { get; }

    public InsertionScan Scan { get; }

    /// <summary>Where blocks were taken out since the last <see cref="Keep"/> or <see cref="Undo"/>.</summary>
    public NearRuin Freed { get; }

    /// <summary>Accepts what was done since the last call.</summary>
    public void Keep()
    {
        journal.Clear();
        suspects.Clear();
        Freed.Clear();
        keptCost = State.Cost;
    }

    public void Undo()
    {
        UndoTo((0, keptCost));
        Freed.Clear();
    }

    /// <summary>
    /// A moment to come back to by <see cref="UndoTo"/>, until the next <see cref="Keep"/> or <see cref="Undo"/>. What was taken out before it is healed before it: to come back
    /// forgets whom <see cref="Heal"/> would look at.
    /// </summary>
    public (int Changes, long Cost) Mark => (journal.Count, State.Cost);

    /// <summary>Undoes what was done since a mark.</summary>
    public void UndoTo((int Changes, long Cost) mark)
    {
        for (var i = journal.Count - 1; i >= mark.Changes; i--)
        {
            var (block, stage, tick, put) = journal[i];
            if (put)
            {
                State.Take(block);
            }
            else
            {
                State.Put(block, stage, tick);
            }
        }

        State.Cost = mark.Cost;
        journal.RemoveRange(mark.Changes, journal.Count - mark.Changes);
        suspects.Clear();
    }

    public void Put(int block, Insertion at)
    {
        State.Put(block, at.Stage, at.Tick);
        State.Cost += at.Price;
        journal.Add((block, at.Stage, at.Tick, true));
    }

    /// <summary>Puts a block at a place whose price is not known yet.</summary>
    public void Put(int block, int stage, int tick) => Put(block, new Insertion(stage, tick, Scan.Price(block, stage, tick)));

    /// <summary>Counts the cost of all that is placed anew; some milliseconds for a thousand blocks.</summary>
    public void CountCost()
    {
        var places = Enumerable.Range(0, model.Blocks.Length).Where(State.IsPlaced).Select(b => (Block: b, Stage: State.StageOf[b], Tick: State.TickOf[b])).ToArray();
        foreach (var place in places)
        {
            State.Take(place.Block);
        }

        State.Cost = 0;
        foreach (var (block, stage, tick) in places)
        {
            Put(block, stage, tick);
        }

        Keep();
    }

    /// <summary>Takes a block out, and first its placed successors; fixed blocks stay.</summary>
    /// <param name="taken">What was taken out is added to it.</param>
    public void Take(int block, BlockList taken)
    {
        if (!State.IsPlaced(block) || model.IsFixed[block])
        {
            return;
        }

        foreach (var link in model.Blocks[block].After)
        {
            Take(link.Block, taken);
        }

        var stage = State.StageOf[block];
        var tick = State.TickOf[block];
        State.Take(block);
        State.Cost -= Scan.Price(block, stage, tick);
        journal.Add((block, stage, tick, false));
        taken.Add(block);
        Freed.Add(model.Blocks[block], stage, tick);
        NoteSuspects(block, stage, tick);
    }

    /// <summary>
    /// Moves and changeovers need not obey the triangle inequality: what stands on both sides of a hole may not stand without what
    /// was between. Takes such followers out too; false where one of them is fixed: then the whole change must be undone.
    /// </summary>
    public bool Heal(BlockList taken)
    {
        while (suspects.Count > 0)
        {
            var block = suspects[suspects.Count - 1];
            suspects.Remove(block);
            if (!State.IsPlaced(block) || !IsSqueezed(block))
            {
                continue;
            }

            if (model.IsFixed[block])
            {
                return false;
            }

            Take(block, taken);
        }

        return true;
    }

    private void NoteSuspects(int block, int stage, int tick)
    {
        var onStage = State.Stages[stage];
        var at = onStage.At(tick);
        if (at < onStage.Count && IsSqueezedOnStage(stage, at))
        {
            suspects.Add(onStage.Stops[at].Block);
        }

        foreach (var worker in model.Blocks[block].AskedForWays)
        {
            var tour = State.Workers[worker];
            at = tour.At(tick);
            if (at > 0 && at < tour.Count && IsSqueezed(ref tour.Stops[at - 1], ref tour.Stops[at]))
            {
                suspects.Add(tour.Stops[at].Block);
            }
        }
    }

    private bool IsSqueezed(int block)
    {
        var stage = State.StageOf[block];
        var tick = State.TickOf[block];
        if (IsSqueezedOnStage(stage, State.Stages[stage].At(tick)))
        {
            return true;
        }

        foreach (var worker in model.Blocks[block].AskedForWays)
        {
            var tour = State.Workers[worker];
            var at = tour.At(tick);
            if (at > 0 && IsSqueezed(ref tour.Stops[at - 1], ref tour.Stops[at]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSqueezed(ref Stop before, ref Stop after) =>
        after.Start < before.End + model.Moves[((before.Stage + 1) * model.StageCount) + after.Stage];

    private bool IsSqueezedOnStage(int stage, int at)
    {
        var tour = State.Stages[stage];
        var start = tour.Stops[at].Start;
        var setup = model.Changeover(stage, State.LookBefore(stage, at), tour.Stops[at].Look);
        if (start < (at > 0 ? tour.Stops[at - 1].End : 0) + setup)
        {
            return true;
        }

        var pool = model.ChangeoverPools[stage];
        return pool >= 0 && setup > 0 && State.Pools[pool].IsOverdrawn(start - setup, start);
    }
}
