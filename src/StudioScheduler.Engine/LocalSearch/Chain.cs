namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Looks for room for a left-out block, or for the way of a placed one to its goal, by chains: it takes a place, whoever stood there takes another one's, and
/// so on until somebody finds a free one. Best first by what is left out and what it costs so far; each block is looked at once, as on augmenting paths of a
/// matching, so that chains of any length are found in some hundred looks. Every link is exact.
/// </summary>
/// <remarks>Source: ejection chains (Glover); the choice of whom to push out by sum of prices as Nagata and Bräysy do for vehicle routes.</remarks>
internal sealed class Chain(SearchModel model, WorkingPlan plan, IChainPrices prices, ChainSettings settings, Dice dice)
{
    private readonly record struct Change(int Block, int Stage, int Tick, bool IsPut);

    // Medium and price, in points of medium, are what it adds to the plan at the beginning.
    private sealed record Link(Link? From, Change[] Changes, int[] Waiting, long Medium, double Changed, double Price);

    private readonly SearchState state = plan.State;
    private readonly Blockers blockers = new(model, plan.State);
    private readonly PriorityQueue<Link, (double Price, int Number)> open = new();
    private readonly HashSet<long> seen = [];
    private readonly BlockList placed = new(model.Blocks.Length);
    private readonly BlockList taken = new(model.Blocks.Length);
    private readonly List<BlockerSet> sets = [];
    private readonly List<Change> changes = [];
    private readonly List<int> waiting = [];
    private Link? best;
    private int looks;
    private int number;
    private int root = -1;
    private ChainGoal? goal;
    private int missingBefore;
    private long mediumBefore;
    private long costBefore;

    /// <summary>Whether a search is under way; the plan must stay as it is until it has ended.</summary>
    public bool IsOpen => open.Count > 0;

    /// <summary>Gives the search up.</summary>
    public void Close() => open.Clear();

    /// <summary>
    /// Begins the search: room for a block that is left out, or the way to its goal for one that is placed. Not open where the place that it leaves would be an illegal hole.
    /// </summary>
    public void Begin(int block, int mostLooks, ChainGoal? placedGoal)
    {
        open.Clear();
        seen.Clear();
        best = null;
        looks = mostLooks;
        number = 0;
        mediumBefore = state.Medium;
        costBefore = state.Cost;
        missingBefore = state.MissingRequired;
        (root, goal) = (block, placedGoal);
        if (goal is null)
        {
            open.Enqueue(new(null, [], [block], 0, 0, 0), (0, 0));
            return;
        }

        changes.Clear();
        taken.Clear();
        var changed = 0.0;
        Take(block, ref changed);
        if (IsHoleLegal())
        {
            open.Enqueue(new(null, [.. changes], [.. taken.Items], state.Medium - mediumBefore, changed, changed), (0, 0));
        }

        plan.Undo();
    }

    /// <summary>Looks at one more link; returns how many ways on it tried. The plan is as before.</summary>
    public int Look()
    {
        var link = open.Dequeue();
        placed.Clear();
        Replay(link);
        var there = link.From is null ? goal : null;
        var block = there is null ? link.Waiting.MaxBy(b => (model.Blocks[b].LeftOutCost, -b)) : root;
        sets.Clear();
        blockers.Find(block, there, placed, PriceOf, sets);
        for (var i = 0; i < sets.Count; i++)
        {
            sets[i] = sets[i] with { Price = sets[i].Price * (1 - (settings.Noise * dice.Unit())) };
        }

        sets.Sort((a, b) => (a.Price, a.First, a.Second, a.Third).CompareTo((b.Price, b.First, b.Second, b.Third)));
        var tries = Math.Min(settings.Width, sets.Count);
        for (var i = 0; i < tries; i++)
        {
            Try(link, block, sets[i]);
        }

        plan.Undo();
        if (--looks <= 0 || best is { Waiting.Length: 0 })
        {
            open.Clear();
        }

        return tries + 1;
    }

    /// <summary>Does what was found; false where nothing better was.</summary>
    /// <param name="touched">Whoever goes in, elsewhere or out is added to it; null: nobody asks.</param>
    public bool Apply(BlockList? touched = null)
    {
        if (best is null)
        {
            return false;
        }

        placed.Clear();
        Replay(best);
        foreach (var block in placed.Items)
        {
            touched?.Add(block);
        }

        foreach (var block in best.Waiting)
        {
            touched?.Add(block);
        }

        return true;
    }

    private double PriceOf(int block) => state.WorthOf(block) + prices.Aside(block);

    private void Replay(Link link)
    {
        if (link.From is not null)
        {
            Replay(link.From);
        }

        foreach (var change in link.Changes)
        {
            if (change.IsPut)
            {
                plan.Put(change.Block, change.Stage, change.Tick);
                placed.Add(change.Block);
            }
            else
            {
                taken.Clear();
                plan.Take(change.Block, taken);
            }
        }
    }

    private void Try(Link link, int block, BlockerSet set)
    {
        var mark = plan.Mark;
        changes.Clear();
        taken.Clear();
        var changed = link.Changed;
        Take(set.First, ref changed);
        Take(set.Second, ref changed);
        Take(set.Third, ref changed);
        if (IsHoleLegal() && Put(block, plan.Freed, ref changed))
        {
            Rest(link, block, changed);
        }

        plan.UndoTo(mark);
    }

    // A hole that is illegal by itself is left to the annealing. Asked as soon as it is made: undoing what follows forgets whom it squeezes.
    private bool IsHoleLegal()
    {
        var count = taken.Count;
        return plan.Heal(taken) && taken.Count == count;
    }

    private void Take(int block, ref double changed)
    {
        if (block < 0 || !state.IsPlaced(block))
        {
            return;
        }

        foreach (var link in model.Blocks[block].After)
        {
            Take(link.Block, ref changed);
        }

        var (stage, tick) = (state.StageOf[block], state.TickOf[block]);
        changed -= prices.At(block, stage, tick);
        plan.Take(block, taken);
        changes.Add(new(block, stage, tick, false));
    }

    // Home where that is free, or else at the cheapest place.
    private bool Put(int index, NearRuin? opened, ref double changed)
    {
        var block = model.Blocks[index];
        Insertion at;
        if (block.PublishedStage >= 0 && block.PublishedTick >= 0 && plan.Scan.Fits(index, block.PublishedStage, block.PublishedTick))
        {
            at = new(block.PublishedStage, block.PublishedTick, plan.Scan.Price(index, block.PublishedStage, block.PublishedTick));
        }
        else
        {
            plan.Scan.Near = opened;
            var isFound = plan.Scan.Best(index, false, 0.01, dice, out at);
            plan.Scan.Near = null;
            if (!isFound)
            {
                return false;
            }
        }

        plan.Put(index, at);
        changes.Add(new(index, at.Stage, at.Tick, true));
        changed += prices.At(index, at.Stage, at.Tick);
        return true;
    }

    // Who was left out only because the block was.
    private void LetFollow(int block, ref double changed)
    {
        foreach (var link in model.Blocks[block].After)
        {
            if (!state.IsPlaced(link.Block) && !waiting.Contains(link.Block) && Array.TrueForAll(model.Blocks[link.Block].Before, b => state.IsPlaced(b.Block))
                && Put(link.Block, null, ref changed))
            {
                LetFollow(link.Block, ref changed);
            }
        }
    }

    // The others find places where they can; whoever finds none waits for a further link.
    private void Rest(Link link, int block, double changed)
    {
        waiting.Clear();
        waiting.AddRange(link.Waiting);
        waiting.Remove(block);
        foreach (var other in taken.Items)
        {
            waiting.Add(other);
        }

        waiting.Sort((a, b) => (-model.Blocks[a].LeftOutCost, a).CompareTo((-model.Blocks[b].LeftOutCost, b)));
        for (var i = 0; i < waiting.Count; i++)
        {
            if (Put(waiting[i], null, ref changed))
            {
                waiting.RemoveAt(i--);
            }
        }

        for (var i = changes.Count - 1; i >= 0; i--)
        {
            if (changes[i].IsPut)
            {
                LetFollow(changes[i].Block, ref changed);
            }
        }

        var medium = state.Medium - mediumBefore;
        var price = changed + (settings.PointsPerCost * (state.Cost - costBefore));
        var next = new Link(link, [.. changes], [.. waiting], medium, changed, price);
        if (state.MissingRequired <= missingBefore && (medium < 0 || (medium == 0 && price < -1e-6)) && (best is null || (medium, price).CompareTo((best.Medium, best.Price)) < 0))
        {
            best = next;
        }

        if (waiting.Count is > 0 and <= 3)
        {
            waiting.Sort();
            long key = 0;
            foreach (var other in waiting)
            {
                key = (key << 21) | (long)(other + 1);
            }

            if (seen.Add(key))
            {
                open.Enqueue(next, (medium + price, ++number));
            }
        }
    }
}
