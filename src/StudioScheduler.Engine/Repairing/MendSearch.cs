using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Repairing;

/// <summary>
/// One thread's search around what is broken: a left-out block goes to a place and whoever stands there goes aside, or a moved block
/// goes back to where it was published. A week's other blocks are not touched unless somebody needs their place, so that some
/// thousand steps are enough. Annealing over cost of change; the best is kept by what is left out first.
/// </summary>
internal sealed class MendSearch
{
    private readonly SearchModel model;
    private readonly MendSettings settings;
    private readonly Dice dice;
    private readonly Ruin ruin;
    private readonly MovedBlocks moved;
    private readonly MendTarget target;
    private readonly MendReturn back;
    private readonly BlockList taken;
    private readonly double change;
    private readonly ChainRoots roots;
    private readonly Chain chain;
    private readonly MendTogether together;
    private int root;
    private long chainSteps;

    public MendSearch(SearchModel model, WorkingPlan plan, MendSettings settings, int seed, int stream)
    {
        this.model = model;
        this.settings = settings;
        Plan = plan;
        dice = new Dice(seed, 100 + stream);
        ruin = new Ruin(model, plan, dice, new SearchSettings { MostTaken = settings.MostRuined });
        moved = new MovedBlocks(model, plan.State, settings);
        target = new MendTarget(model, plan, moved, settings, dice);
        back = new MendReturn(model, plan, settings, dice);
        together = new MendTogether(model, plan, moved, settings, dice);
        roots = new ChainRoots(model, plan.State, settings.Chain, dice);
        chain = new Chain(model, plan, moved, settings.Chain, dice);
        taken = new BlockList(model.Blocks.Length);
        change = 60.0 * settings.ChangeTimes * (model.Weights.Changed > 0 ? model.Weights.Changed : SoftWeights.Of(null).Changed);
        Best = new Incumbent(model.Blocks.Length);
        Restart();
    }

    public WorkingPlan Plan { get; }

    public Incumbent Best { get; }

    /// <summary>Of the best: cost, and what any moved block costs beside.</summary>
    public double BestEnergy { get; private set; }

    /// <summary>Nothing is left out and nobody moved: there is nothing to do.</summary>
    public bool IsMended => moved.Count == 0 && Plan.State.LeftOut.Count == 0;

    public long Steps { get; private set; }

    private double MediumPrice => 60 * settings.SoftPerMedium * Plan.State.Medium;

    private double Energy => Plan.State.Cost + (change * moved.Units);

    /// <summary>After another plan was loaded.</summary>
    public void Restart()
    {
        Plan.Keep();
        chain.Close();
        moved.NoteAll();
        Best.Copy(Plan.State);
        BestEnergy = Energy;
    }

    /// <param name="fraction">Of the whole budget that is used up: sets the temperature.</param>
    public void Step(double fraction)
    {
        if (chain.IsOpen || BeginChain(fraction))
        {
            LookAtChain();
            return;
        }

        Steps++;
        var home = settings.HomeEarly + ((settings.HomeLate - settings.HomeEarly) * Math.Min(1, fraction / settings.HomeFrom));
        var state = Plan.State;
        var missing = state.MissingRequired;
        var before = Energy + MediumPrice;
        taken.Clear();
        back.Touched.Clear();
        if (!Rearrange(fraction, home))
        {
            Plan.Undo();
            return;
        }

        NoteTouched();
        var rise = Energy + MediumPrice - before;
        var temperature = change * settings.Hot * Math.Pow(settings.Cold / settings.Hot, fraction);
        if (state.MissingRequired > missing
            || (state.MissingRequired == missing && !dice.Accepts(rise, temperature)))
        {
            Plan.Undo();
            NoteTouched();
            return;
        }

        Accept();
    }

    private void Accept()
    {
        var state = Plan.State;
        Plan.Keep();
        if ((state.MissingRequired, state.Medium, Energy).CompareTo((Best.Missing, Best.Medium, BestEnergy)) < 0)
        {
            Best.Copy(state);
            BestEnergy = Energy;
        }
    }

    private bool BeginChain(double fraction)
    {
        if (chainSteps > settings.ChainShare * (Steps + 100))
        {
            return false;
        }

        var isHome = fraction >= settings.ChainHomeFrom && moved.Count > 0 && (Plan.State.LeftOut.Count == 0 || dice.Chance(settings.ChainHome));
        root = isHome ? moved[dice.Below(moved.Count)] : roots.DrawLeftOut();
        if (root < 0 || (isHome && !moved.CanReturn(root)))
        {
            return false;
        }

        chain.Begin(root, roots.LooksFor(root), isHome ? ChainGoal.Home(model.Blocks[root]) : null);
        if (!chain.IsOpen)
        {
            roots.Tell(root, false);
        }

        return chain.IsOpen;
    }

    private void LookAtChain()
    {
        var ways = chain.Look();
        Steps += ways;
        chainSteps += ways;
        if (chain.IsOpen)
        {
            return;
        }

        back.Touched.Clear();
        taken.Clear();
        var before = Energy + MediumPrice;
        var isFound = chain.Apply(back.Touched);
        NoteTouched();
        isFound = isFound && Energy + MediumPrice < before;
        roots.Tell(root, isFound);
        if (isFound)
        {
            Accept();
            return;
        }

        Plan.Undo();
        NoteTouched();
    }

    // False where the change must be undone.
    private bool Rearrange(double fraction, double home)
    {
        if (moved.Count == 0 || fraction < settings.TogetherFrom || !dice.Chance(settings.Together))
        {
            return dice.Chance(fraction < settings.HomeFrom ? settings.Ruin : settings.LateRuin) ? RuinAround(home) : PushAside(home);
        }

        var isOut = together.Run(taken);
        if (isOut)
        {
            back.Run(taken, -1, settings.TogetherHome);
        }

        return isOut;
    }

    private bool PushAside(double home)
    {
        if (!target.Aim(taken, out var block, out var stage, out var tick))
        {
            return false;
        }

        foreach (var other in target.Aside)
        {
            Plan.Take(other, taken);
        }

        if (!Plan.Heal(taken) || !Plan.Scan.Fits(block, stage, tick))
        {
            return false;
        }

        back.Place(block, stage, tick);
        back.Run(taken, -1, home);
        return true;
    }

    // A left-out block, or one that moved; now and then any.
    private bool RuinAround(double home)
    {
        var seed = target.AimsAtLeftOut() ? target.DrawLeftOut()
            : moved.Count > 0 ? moved[dice.Below(moved.Count)]
            : -1;
        if (seed < 0 || dice.Chance(settings.Anybody))
        {
            seed = dice.Below(model.Blocks.Length);
        }

        if (!ruin.Run(taken, seed, isHot: false))
        {
            return false;
        }

        back.Run(taken, seed, home);
        return true;
    }

    private void NoteTouched()
    {
        moved.Note(back.Touched);
        moved.Note(taken);
    }
}
