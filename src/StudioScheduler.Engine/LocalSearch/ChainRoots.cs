namespace StudioScheduler.Engine.LocalSearch;

/// <summary>For whom a chain is looked for next: whoever was tried in vain is tried less often, and then longer.</summary>
internal sealed class ChainRoots(SearchModel model, SearchState state, ChainSettings settings, Dice dice)
{
    private readonly int[] fails = new int[model.Blocks.Length];

    /// <summary>A block that is left out, rather a dear one; −1 where none can be placed at all.</summary>
    public int Draw()
    {
        var (chosen, most) = (-1, -1.0);
        foreach (var block in state.LeftOut.Items)
        {
            if (model.Blocks[block].Freedom == 0)
            {
                continue;
            }

            var worth = (state.WorthOf(block) + 1) * (0.3 + dice.Unit()) / (1 + fails[block]);
            if (worth > most)
            {
                (chosen, most) = (block, worth);
            }
        }

        return chosen;
    }

    /// <summary>How many links are worth a look.</summary>
    public int LooksFor(int block) => Math.Min(settings.MostLooks, settings.FirstLooks * (1 + fails[block]));

    public void Tell(int block, bool isFound) => fails[block] = isFound ? 0 : fails[block] + 1;
}
