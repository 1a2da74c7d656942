namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Steps of the weekly search that look for a <see cref="Chain"/> for one block: what ruins find by chance after thousands of steps, a place that is free
/// only where three to six others each take the next one's.
/// </summary>
internal abstract class SearchChains : IChainPrices
{
    // Points of medium: of two ways on that push aside alike, the one with fewer blocks.
    private const double AsideOfAny = 2;

    private readonly Chain chain;

    protected SearchChains(SearchModel model, WorkingPlan plan, Dice dice, SearchSettings settings)
    {
        (Model, State, Dice) = (model, plan.State, dice);
        var looks = settings.Chain with { PointsPerCost = 1 / settings.CostPerMedium };
        Roots = new ChainRoots(model, plan.State, looks, dice);
        chain = new Chain(model, plan, this, looks, dice);
    }

    protected SearchModel Model { get; }

    protected SearchState State { get; }

    protected Dice Dice { get; }

    protected ChainRoots Roots { get; }

    /// <summary>
    /// Does the best chain for one block, where there is one that leaves out less, or as much for less cost; returns how many ways it tried, 0 where there
    /// is nobody to try.
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

    double IChainPrices.Aside(int block) => AsideOfAny;

    // the plan's cost says it
    double IChainPrices.At(int block, int stage, int tick) => 0;

    /// <summary>For whom; −1: for nobody.</summary>
    protected abstract int DrawRoot();

    /// <summary>Null for a block that is left out.</summary>
    protected abstract ChainGoal? GoalOf(int root);
}
