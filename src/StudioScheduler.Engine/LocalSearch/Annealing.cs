using System.Diagnostics.CodeAnalysis;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// One thread's search: ruin, recreate, keep or undo. A worse schedule is kept by chance, less and less often while the temperature
/// falls geometrically from hot to cold over the budget.
/// </summary>
internal sealed class Annealing
{
    private readonly SearchSettings settings;
    private readonly Dice dice;
    private readonly BlockList taken;
    private readonly Cooling cooling;
    private readonly JobShopSearch? jobShop;
    private StepMoves moves;
    private long pricedBefore;
    private double leftOutWaysDue;
    private double wishWaysDue;

    /// <param name="model">That of the problem, or one of coarse prices.</param>
    /// <param name="shop">The problem as a job shop; null where it is none.</param>
    public Annealing(SearchModel model, WorkingPlan plan, SearchSettings settings, int seed, int stream, Cooling cooling, JobShop? shop)
    {
        this.settings = settings;
        this.cooling = cooling;
        dice = new Dice(seed, stream);
        jobShop = shop is null ? null : new JobShopSearch(shop, dice);
        taken = new BlockList(model.Blocks.Length);
        Best = new Incumbent(model.Blocks.Length);
        GoOnWith(model, plan);
    }

    public WorkingPlan Plan => moves.Plan;

    /// <summary>Its cost is that of the model in which it was found.</summary>
    public Incumbent Best { get; }

    public long Steps { get; private set; }

    public long StartsPriced => pricedBefore + Plan.Scan.Priced;

    /// <summary>Whether its costs are not the problem's.</summary>
    public bool IsCoarse => moves.Model.IsCoarse;

    /// <summary>No schedule is better than what it found.</summary>
    public bool IsFree => !IsCoarse && Best.IsFree;

    // The share of steps that go to what is left out while it cools.
    private double ColdAttention => settings.ColdShare + (settings.ColdScale * ShareLeftOut);

    private double ShareLeftOut => (double)Plan.State.LeftOut.Count / moves.Model.Blocks.Length;

    /// <summary>Goes on from another plan, maybe with other prices.</summary>
    [MemberNotNull(nameof(moves))]
    public void GoOnWith(SearchModel model, WorkingPlan plan)
    {
        pricedBefore += moves?.Plan.Scan.Priced ?? 0;
        moves = new StepMoves(model, plan, dice, settings);
        Best.Copy(plan.State);
        plan.Keep();
    }

    /// <param name="fraction">Of the whole budget that is used up: sets the temperature.</param>
    public void Step(double fraction)
    {
        Steps++;
        if (jobShop is not null && Best.Medium > 0 && Steps % (1 + (cooling.IsHot ? settings.JobMoves : settings.JobMovesCold)) != 0)
        {
            OrderJobs(jobShop);
            return;
        }

        var state = Plan.State;
        var missing = state.MissingRequired;
        var before = settings.EnergyOf(state);
        taken.Clear();
        if (TryChain())
        {
            Judge(fraction, missing, before);
            return;
        }

        var attention = cooling.IsHot ? 1 : ColdAttention;
        var packs = state.LeftOut.Count > 0 && dice.Chance(Math.Min(settings.Pack, attention));
        var seed = packs ? moves.Packing.DrawSeed() : moves.Ruin.DrawSeed(Math.Min(settings.SeedAtLeftOut, attention));
        if (!moves.TakeOut(taken, seed, packs, cooling.IsHot))
        {
            Plan.Undo();
            return;
        }

        moves.Recreate.Run(taken, seed);
        Judge(fraction, missing, before);
    }

    // Keeps or undoes what was done since the plan had so much missing and this energy.
    private void Judge(double fraction, int missing, double before)
    {
        var state = Plan.State;
        var rise = settings.EnergyOf(state) - before;
        if (state.MissingRequired > missing || (state.MissingRequired == missing && !dice.Accepts(rise, cooling.At(fraction))))
        {
            Plan.Undo();
        }
        else
        {
            Plan.Keep();
            if (Best.IsBeatenBy(state))
            {
                Best.Copy(state);
            }
        }

        Assert();
    }

    private void Assert()
    {
        if (settings.AssertScores)
        {
            ScoreAssertion.Check(moves.Model, Plan);
        }
    }

    // False where it is a step like all others: no ways are due, or nobody can be let in or brought nearer to a wish. While it is hot a job shop has moves of its own.
    private bool TryChain()
    {
        if ((jobShop is not null && cooling.IsHot) || Plan.State.LeftOut.Count == 0)
        {
            return false;
        }

        // a block or two that stay out are often in no schedule
        var isMuchOut = cooling.IsHot && Best.LeftOut > settings.FewLeftOut;
        leftOutWaysDue += isMuchOut ? settings.ChainsHot : Math.Min(settings.ChainsCold, ColdAttention);
        wishWaysDue += cooling.IsHot ? 0 : Math.Min(1, settings.WishChains * ShareLeftOut);
        return TryWays(ref leftOutWaysDue, moves.LeftOutChains) || TryWays(ref wishWaysDue, moves.WishChains);
    }

    private bool TryWays(ref double due, SearchChains chains)
    {
        if (due < 1)
        {
            return false;
        }

        var ways = chains.Run();
        due = ways == 0 ? 0 : due - ways;
        Steps += Math.Max(0, ways - 1);
        return ways > 0;
    }

    private void OrderJobs(JobShopSearch shop)
    {
        taken.Clear();
        if (!shop.Step())
        {
            return;
        }

        shop.PutInto(Plan, taken);
        if (Best.IsBeatenBy(Plan.State))
        {
            Plan.Keep();
            Best.Copy(Plan.State);
        }
        else
        {
            Plan.Undo();
        }

        Assert();
    }

    // What a step needs of one plan.
    private sealed class StepMoves
    {
        private readonly Dice dice;
        private readonly SearchSettings settings;
        private readonly Resequencing resequencing;

        public StepMoves(SearchModel model, WorkingPlan plan, Dice dice, SearchSettings settings)
        {
            this.dice = dice;
            this.settings = settings;
            (Model, Plan) = (model, plan);
            resequencing = new Resequencing(model, plan, dice);
            Ruin = new Ruin(model, plan, dice, settings);
            Packing = new Packing(model, plan, dice, settings);
            Recreate = new Recreate(model, plan, dice, settings);
            var chain = SearchChains.ChainOf(model, plan, dice, settings);
            LeftOutChains = new LeftOutChains(chain, model, plan.State, settings.Chain, dice);
            WishChains = new WishChains(chain, model, plan.State, settings.Chain, dice);
        }

        public SearchModel Model { get; }

        public WorkingPlan Plan { get; }

        public Ruin Ruin { get; }

        public Packing Packing { get; }

        public Recreate Recreate { get; }

        public LeftOutChains LeftOutChains { get; }

        public WishChains WishChains { get; }

        /// <summary>False where the change must be undone.</summary>
        public bool TakeOut(BlockList taken, int seed, bool packs, bool isHot) =>
            packs ? Packing.Run(taken, seed)
            : resequencing.Concerns(seed) && dice.Chance(settings.Resequence) ? resequencing.Run(taken, seed)
            : Ruin.Run(taken, seed, isHot);
    }
}
