namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Steps of the weekly search that look for a <see cref="Chain"/> for one block: what ruins find by chance after thousands of steps, a place that is free
/// only where three to six others each take the next one's.
/// </summary>
/// <param name="chain">May serve several of these: each ends its search before another begins one.</param>
internal abstract class SearchChains(Chain chain, ChainRoots roots)
{
    protected ChainRoots Roots { get; } = roots;

    /// <summary>One for all these steps of a plan. What the plan costs counts, and of two ways on that push aside alike the one with fewer blocks is taken.</summary>
    public static Chain ChainOf(SearchModel model, WorkingPlan plan, Dice dice, SearchSettings settings) =>
        new(model, plan, new AsideOfAny(), settings.Chain with { PointsPerCost = 1 / settings.CostPerMedium }, dice);

    /// <summary>
    /// Does the best chain for one block, where there is one that leaves out less, or as much for less cost; returns how many ways it tried, 0 where there
    /// is nobody to try, or who was drawn cannot go.
    /// </summary>
    public int Run()
    {
        var root = DrawRoot();
        if (root < 0)
        {
            return 0;
        }

        var ways = 0;
        for (chain.Begin(root, Roots.LooksFor(root), GoalOf(root)); chain.IsOpen;)
        {
            ways += chain.Look();
        }

        Roots.Tell(root, chain.Apply());
        return ways;
    }

    /// <summary>For whom; −1: for nobody.</summary>
    protected abstract int DrawRoot();

    /// <summary>Null for a block that is left out.</summary>
    protected abstract ChainGoal? GoalOf(int root);

    private sealed class AsideOfAny : IChainPrices
    {
        public double Aside(int block) => 2;

        // the plan's cost says it
        public double At(int block, int stage, int tick) => 0;
    }
}
