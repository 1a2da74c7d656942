namespace StudioScheduler.Engine.LocalSearch;

/// <summary>For whom a chain is looked for next: whoever was tried in vain is tried less often, and then longer.</summary>
internal sealed class ChainRoots(SearchModel model, SearchState state, ChainSettings settings, Dice dice)
{
    private readonly int[] fails = new int[model.Blocks.Length];

    /// <summary>A block that is left out, rather a dear one; −1 where none can be placed at all.</summary>
    public int DrawLeftOut()
    {
        var best = (Block: -1, Worth: 0.0);
        foreach (var block in state.LeftOut.Items)
        {
            if (model.Blocks[block].Freedom > 0)
            {
                best = Dearer(best, block, state.WorthOf(block) + 1);
            }
        }

        return best.Block;
    }

    /// <summary>Of some blocks drawn by chance one that is worth much, rather the one that is worth the most; −1 where all that were drawn are worth nothing.</summary>
    public int DrawOf(int draws, Func<int, long> worthOf)
    {
        var best = (Block: -1, Worth: 0.0);
        for (var draw = 0; draw < draws && model.Blocks.Length > 0; draw++)
        {
            var block = dice.Below(model.Blocks.Length);
            best = Dearer(best, block, worthOf(block));
        }

        return best.Block;
    }

    /// <summary>How many links are worth a look.</summary>
    public int LooksFor(int block) => Math.Min(settings.MostLooks, settings.FirstLooks * (1 + fails[block]));

    public void Tell(int block, bool isFound) => fails[block] = isFound ? 0 : fails[block] + 1;

    private (int Block, double Worth) Dearer((int Block, double Worth) best, int block, long worth)
    {
        var drawn = worth * (0.3 + dice.Unit()) / (1 + fails[block]);
        return drawn > best.Worth ? (block, drawn) : best;
    }
}
