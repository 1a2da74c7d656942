namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Brings a block into its wanted window, or nearer to it, where a tight week has no room for it and those who stand there can go elsewhere for less.
/// </summary>
internal sealed class WishChains(Chain chain, SearchModel model, SearchState state, ChainSettings looks, Dice dice)
    : SearchChains(chain, new(model, state, looks, dice))
{
    private const int Draws = 30;
    private const double MostSlack = 0.5;

    protected override int DrawRoot() => Roots.DrawOf(Draws, MinutesOutside);

    // any start within the window, or that takes at least half of the way to it
    protected override ChainGoal? GoalOf(int root)
    {
        var block = model.Blocks[root];
        var slack = (int)(MostSlack * dice.Unit() * MinutesOutside(root));
        return new(-1, (block.WantedFrom - slack) / model.Step, ((block.WantedTo + slack) / model.Step) - block.Ticks);
    }

    private long MinutesOutside(int index) =>
        model.Blocks[index] is { HasWanted: true, WantedCost: > 0 } block && state.IsPlaced(index) && !model.IsFixed[index]
            ? block.MinutesOutside(state.TickOf[index], model.Step)
            : 0;
}
