namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Looks for room for a left-out block.</summary>
internal sealed class LeftOutChains(Chain chain, SearchModel model, SearchState state, ChainSettings looks, Dice dice)
    : SearchChains(chain, new(model, state, looks, dice))
{
    protected override int DrawRoot() => Roots.DrawLeftOut();

    protected override ChainGoal? GoalOf(int root) => null;
}
