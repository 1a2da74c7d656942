namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// One thread's search: ruin, recreate, keep or undo. A worse schedule is kept by chance, less and less often while the temperature
/// falls geometrically from hot to cold over the budget.
/// </summary>
internal sealed class Annealing
{
    private readonly SearchModel model;
    private readonly SearchSettings settings;
    private readonly Dice dice;
    private readonly Ruin ruin;
    private readonly Recreate recreate;
    private readonly Packing packing;
    private readonly Resequencing resequencing;
    private readonly BlockList taken;
    private readonly Cooling cooling;
    private readonly JobShopSearch? jobShop;
    private readonly double mediumPrice;

    /// <param name="shop">The problem as a job shop; null where it is none.</param>
    public Annealing(SearchModel model, WorkingPlan plan, SearchSettings settings, int seed, int stream, Cooling cooling, JobShop? shop)
    {
        this.model = model;
        this.settings = settings;
        Plan = plan;
        dice = new Dice(seed, stream);
        ruin = new Ruin(model, plan, dice, settings);
        packing = new Packing(model, plan, dice, settings);
        resequencing = new Resequencing(model, plan, dice);
        recreate = new Recreate(model, plan, dice, settings);
        jobShop = shop is null ? null : new JobShopSearch(shop, dice);
        taken = new BlockList(model.Blocks.Length);
        Best = new Incumbent(model.Blocks.Length);
        Best.Copy(plan.State);
        plan.Keep();
        this.cooling = cooling;
        mediumPrice = 60 * settings.SoftPerMedium;
    }

    public WorkingPlan Plan { get; }

    public Incumbent Best { get; }

    public long Steps { get; private set; }

    /// <param name="fraction">Of the whole budget that is used up: sets the temperature.</param>
    public void Step(double fraction)
    {
        Steps++;
        if (jobShop is not null && Best.Medium > 0 && Steps % 4 != 0)
        {
            OrderJobs(jobShop);
            return;
        }

        var state = Plan.State;
        var missing = state.MissingRequired;
        var before = state.Cost + (mediumPrice * state.Medium);
        taken.Clear();
        var isHot = cooling.IsHot(fraction);
        var attention = isHot ? 1 : settings.ColdShare + (settings.ColdScale * state.LeftOut.Count / model.Blocks.Length);
        var packs = state.LeftOut.Count > 0 && dice.Chance(Math.Min(settings.Pack, attention));
        var seed = packs ? packing.DrawSeed() : ruin.DrawSeed(Math.Min(settings.SeedAtLeftOut, attention));
        var isOrder = !packs && resequencing.Concerns(seed) && dice.Chance(settings.Resequence);
        if (!(packs ? packing.Run(taken, seed) : isOrder ? resequencing.Run(taken, seed) : ruin.Run(taken, seed, isHot)))
        {
            Plan.Undo();
            return;
        }

        recreate.Run(taken, seed);
        var rise = state.Cost + (mediumPrice * state.Medium) - before;
        var temperature = cooling.At(fraction);
        if (state.MissingRequired > missing
            || (state.MissingRequired == missing && rise > 0 && rise > temperature * -Math.Log(1 - dice.Unit())))
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

        if (settings.AssertScores)
        {
            ScoreAssertion.Check(model, Plan);
        }
    }

    private void OrderJobs(JobShopSearch shop)
    {
        taken.Clear();
        if (!shop.Step())
        {
            return;
        }

        if (shop.PutInto(Plan, taken))
        {
            Plan.Keep();
            Best.Copy(Plan.State);
        }
        else
        {
            Plan.Undo();
        }
    }
}

/// <summary>Sixtieths of soft points.</summary>
internal readonly record struct Temperatures(double Hot, double Cold)
{
    /// <summary>Scaled to what an average block of this schedule costs, so that every instance is searched alike.</summary>
    public static Temperatures Of(SearchModel model, SearchState state, SearchSettings settings, bool isWarm)
    {
        var placed = model.Blocks.Length - state.LeftOut.Count;
        var average = placed == 0 ? 0 : (double)state.Cost / placed;
        if (average < 1)
        {
            // nothing has a price but leaving out: a fifth of an average block
            average = 0.2 * 60 * settings.SoftPerMedium * model.Blocks.Select(b => (double)b.LeftOutCost).DefaultIfEmpty(1).Average();
        }

        return new((isWarm ? settings.Warm : settings.Hot) * average, settings.Cold * average);
    }
}
