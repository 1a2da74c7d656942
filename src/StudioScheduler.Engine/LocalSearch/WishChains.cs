namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Brings a block into its wanted window, or nearer to it, where a tight week has no room for it and those who stand there can go elsewhere for less.
/// </summary>
internal sealed class WishChains(SearchModel model, WorkingPlan plan, Dice dice, SearchSettings settings) : SearchChains(model, plan, dice, settings)
{
    private const int Draws = 30;
    private const double MostSlack = 0.5;

    protected override int DrawRoot() => Roots.DrawOf(Draws, MinutesOutside);

    // any start within the window, or that takes at least half of the way to it
    protected override ChainGoal? GoalOf(int root)
    {
        var block = Model.Blocks[root];
        var slack = (int)(MostSlack * Dice.Unit() * MinutesOutside(root));
        return new(-1, (block.WantedFrom - slack) / Model.Step, ((block.WantedTo + slack) / Model.Step) - block.Ticks);
    }

    private long MinutesOutside(int index) =>
        Model.Blocks[index] is { HasWanted: true, WantedCost: > 0 } block && State.IsPlaced(index) && !Model.IsFixed[index]
            ? block.MinutesOutside(State.TickOf[index], Model.Step)
            : 0;
}
