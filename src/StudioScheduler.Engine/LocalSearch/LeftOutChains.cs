namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Looks for room for a left-out block.</summary>
internal sealed class LeftOutChains(SearchModel model, WorkingPlan plan, Dice dice, SearchSettings settings) : SearchChains(model, plan, dice, settings)
{
    protected override int DrawRoot() => Roots.DrawLeftOut();

    protected override ChainGoal? GoalOf(int root) => null;
}
