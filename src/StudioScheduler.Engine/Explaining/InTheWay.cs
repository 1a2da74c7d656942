using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Explaining;

/// <summary>The blocks whose removal, all others staying, makes a legal place for a left-out block: at that stage and tick.</summary>
/// <param name="Blocks">Rising; fewest first, then least priority × minutes. Empty where the block simply fits.</param>
/// <param name="Rules">The hard rules that they make it break; <c>none</c> where it simply fits.</param>
internal sealed record BlockingSet(IReadOnlyList<int> Blocks, IReadOnlyList<string> Rules, int Stage, int Tick);

/// <summary>
/// Finds blocking sets by branching: at every place a clash names blocks of which one must go; sets of one, then two, … so the
/// first that is found is smallest for sure. Complete up to the size it stops at; <see cref="IsExhausted"/> says if it gave up before.
/// </summary>
internal sealed class InTheWay(SearchState state, int mostBlocks = 6, long mostClashes = 3_000_000)
{
    private readonly SearchModel model = state.Model;
    private readonly Clashes clashes = new(state);
    private readonly List<string> rules = [];
    private long looked;
    private int most;
    private long bestCost;
    private BlockingSet? best;

    /// <summary>True where the budget ended before the answer was certain.</summary>
    public bool IsExhausted => looked >= mostClashes;

    /// <summary>The smallest blocking set; null where there is none up to the largest size looked at.</summary>
    public BlockingSet? Of(int block)
    {
        (looked, best, bestCost) = (0, null, long.MaxValue);
        for (most = 0; most <= mostBlocks && best is null && !IsExhausted; most++)
        {
            EachPlace(model.Blocks[block], Branch);
        }

        return IsExhausted ? null : best;
    }

    /// <summary>All places with the sets of at most <paramref name="size"/> blocks that must go; sets may repeat.</summary>
    public void All(int block, int size, Action<IReadOnlyList<int>, int, int> found)
    {
        looked = 0;
        most = size;
        EachPlace(model.Blocks[block], (b, stage, tick) => BranchAll(b, stage, tick, found));
    }

    private static void EachPlace(SearchBlock block, Action<SearchBlock, int, int> look)
    {
        for (var choice = 0; choice < block.Stages.Length; choice++)
        {
            for (var tick = block.Reach[choice].First; tick <= block.Reach[choice].Last; tick++)
            {
                if (Bitmask.Has(block.Masks[choice], tick))
                {
                    look(block, block.Stages[choice], tick);
                }
            }
        }
    }

    private void BranchAll(SearchBlock block, int stage, int tick, Action<IReadOnlyList<int>, int, int> found)
    {
        if (looked++ >= mostClashes)
        {
            return;
        }

        if (clashes.First(block, stage, tick) is not { } clash)
        {
            found(clashes.Gone, stage, tick);
            return;
        }

        if (clashes.Gone.Count < most)
        {
            foreach (var culprit in clash.Culprits)
            {
                if (!model.IsFixed[culprit])
                {
                    clashes.Push(culprit);
                    BranchAll(block, stage, tick, found);
                    clashes.Pop();
                }
            }
        }
    }

    private void Branch(SearchBlock block, int stage, int tick)
    {
        if (looked++ >= mostClashes)
        {
            return;
        }

        var cost = clashes.Gone.Sum(b => model.Blocks[b].LeftOutCost);
        if (cost >= bestCost)
        {
            return;
        }

        if (clashes.First(block, stage, tick) is not { } clash)
        {
            bestCost = cost;
            best = new([.. clashes.Gone.Order()], rules.Count > 0 ? [.. rules.Distinct()] : [Rules.RuleBook.None], stage, tick);
            return;
        }

        if (clashes.Gone.Count >= most)
        {
            return;
        }

        rules.Add(clash.Rule);
        foreach (var culprit in clash.Culprits)
        {
            if (!model.IsFixed[culprit])
            {
                clashes.Push(culprit);
                Branch(block, stage, tick);
                clashes.Pop();
            }
        }

        rules.RemoveAt(rules.Count - 1);
    }
}
