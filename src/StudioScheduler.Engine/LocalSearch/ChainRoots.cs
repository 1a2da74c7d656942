namespace StudioScheduler.Engine.LocalSearch;

/// <summary>For whom a chain is looked for next: whoever was tried in vain is tried less often, and then longer.</summary>
internal sealed class ChainRoots(SearchModel model, SearchState state, ChainSettings settings, Dice dice)
{
    private readonly int[] fails = new int[model.Blocks.Length];
    private int chosen;
    private double most;

    /// <summary>A block that is left out, rather a dear one; −1 where none can be placed at all.</summary>
    public int DrawLeftOut()
    {
        (chosen, most) = (-1, -1);
        foreach (var block in state.LeftOut.Items)
        {
            if (model.Blocks[block].Freedom > 0)
            {
                Offer(block, state.WorthOf(block) + 1);
            }
        }

        return chosen;
    }

    /// <summary>Of some blocks drawn by chance one that is worth much, rather the one that is worth the most; −1 where all that were drawn are worth nothing.</summary>
    public int DrawOf(int draws, Func<int, long> worthOf)
    {
        (chosen, most) = (-1, 0);
        for (var draw = 0; draw < draws && model.Blocks.Length > 0; draw++)
        {
            var block = dice.Below(model.Blocks.Length);
            Offer(block, worthOf(block));
        }

        return chosen;
    }

    /// <summary>How many links are worth a look.</summary>
    public int LooksFor(int block) => Math.Min(settings.MostLooks, settings.FirstLooks * (1 + fails[block]));

    public void Tell(int block, bool isFound) => fails[block] = isFound ? 0 : fails[block] + 1;

    private void Offer(int block, long worth)
    {
        var drawn = worth * (0.3 + dice.Unit()) / (1 + fails[block]);
        if (drawn > most)
        {
            (chosen, most) = (block, drawn);
        }
    }
}
