namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Steps of the weekly search that look for room for one left-out block by a <see cref="Chain"/>: what ruins find by chance after thousands of
/// steps, a place that is free only where three to six others each take the next one's.
/// </summary>
internal sealed class LeftOutChains : IChainPrices
{
    // Points of medium: of two ways on that push aside alike, the one with fewer blocks.
    private const double AsideOfAny = 2;

    private readonly ChainRoots roots;
    private readonly Chain chain;

    public LeftOutChains(SearchModel model, WorkingPlan plan, Dice dice, SearchSettings settings)
    {
        var looks = settings.Chain with { PointsPerCost = 1 / settings.CostPerMedium };
        roots = new ChainRoots(model, plan.State, looks, dice);
        chain = new Chain(model, plan, this, looks, dice);
    }

    /// <summary>
    /// Does the best chain for one left-out block, where there is one that leaves out less, or as much for less cost; returns how many ways it tried, 0
    /// where nobody who is left out has any place.
    /// </summary>
    public int Run()
    {
        var root = roots.Draw();
        if (root < 0)
        {
            return 0;
        }

        var ways = 0;
        for (chain.Begin(root, roots.LooksFor(root)); chain.IsOpen;)
        {
            ways += chain.Look();
        }

        roots.Tell(root, chain.Apply());
        return ways;
    }

    double IChainPrices.Aside(int block) => AsideOfAny;

    // the plan's cost says it
    double IChainPrices.At(int block, int stage, int tick) => 0;
}
