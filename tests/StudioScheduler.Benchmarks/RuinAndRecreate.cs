using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// The peer that the product must beat: a plain ruin and recreate under geometric cooling, as a good engineer writes it in a day. Insertion
/// by priority first; then blocks that are related go out (<see cref="PlainRuin"/>) and come back (<see cref="PlainRecreate"/>), each
/// thread by itself, and at the end of a phase the worse goes on from the better.
/// </summary>
/// <remarks>
/// It stands on the product's state and start masks, and looks for places of left-out blocks only near the ruin (<see cref="NearRuin"/>).
/// That gives it the product's speed and exact prices: an advantage it would not have by itself. What decides where to ruin, how to recreate
/// and what to accept is its own.
/// </remarks>
internal sealed class RuinAndRecreate
{
    private const double SoftPerMedium = 300;

    // In soft points: 40 points of medium, and 40 soft points.
    private const double Hot = 40 * SoftPerMedium;
    private const double Cold = 40;
    private const int Phases = 20;
    private const int StepsBetweenLooks = 8;

    private readonly WorkingPlan plan;
    private readonly PlainRuin ruin;
    private readonly PlainRecreate recreate;
    private readonly Dice dice;
    private readonly BlockList taken;
    private readonly Incumbent best;

    private RuinAndRecreate(SearchModel model, int seed, int thread)
    {
        plan = new WorkingPlan(model);
        dice = new Dice(seed, thread);
        ruin = new PlainRuin(model, plan, dice);
        recreate = new PlainRecreate(model, plan, dice);
        taken = new BlockList(model.Blocks.Length);
        best = new Incumbent(model.Blocks.Length);
    }

    private long Steps { get; set; }

    /// <summary>Searches until the budget ends, by seconds of the clock or by steps of each thread.</summary>
    public static (Placements Placements, long Steps) Solve(ProblemIndex problem, SolveOptions options, TimeProvider time)
    {
        var clock = new BudgetClock(time, options.Budget);
        var model = new SearchModel(problem);
        var searches = Enumerable.Range(0, options.Threads).Select(i => new RuinAndRecreate(model, options.Seed, i)).ToArray();
        var start = Insertion(model, searches[0]);
        var current = searches.Select(_ => new Incumbent(model.Blocks.Length)).ToArray();
        using var meeting = new Barrier(searches.Length, _ => Exchange(current));
        SearchThreads.Run(searches.Length, number =>
        {
            var search = searches[number];
            start.LoadInto(search.plan);
            search.best.Copy(start);
            for (var phase = 1; phase <= Phases; phase++)
            {
                search.RunUntil((double)phase / Phases, options.Steps, clock);
                current[number].Copy(search.plan.State);
                meeting.SignalAndWait();
                current[number].LoadInto(search.plan);
            }
        });
        var winner = searches[0].best;
        foreach (var search in searches)
        {
            winner = winner.IsBeatenBy(search.best) ? search.best : winner;
        }

        return (Read(problem, model, winner), searches.Sum(s => s.Steps));
    }

    // What is pinned or frozen and what it needs, then every block once, by priority.
    private static Incumbent Insertion(SearchModel model, RuinAndRecreate search)
    {
        new FixedPlaces(model).PutInto(search.plan);
        search.plan.State.CountRequired();
        new NeededBefore(model, search.plan).Place();
        search.recreate.PutAllByPriority();
        search.plan.Keep();
        var start = new Incumbent(model.Blocks.Length);
        start.Copy(search.plan.State);
        return start;
    }

    private static void Exchange(Incumbent[] current)
    {
        var better = current[0];
        foreach (var one in current)
        {
            better = better.IsBeatenBy(one) ? one : better;
        }

        foreach (var one in current)
        {
            if (one != better)
            {
                one.Copy(better);
            }
        }
    }

    private static Placements Read(ProblemIndex problem, SearchModel model, Incumbent best)
    {
        var result = new Placements(problem);
        for (var block = 0; block < problem.Blocks.Length; block++)
        {
            if (best.StageOf(block) >= 0)
            {
                result[block] = new(best.StageOf(block), (long)best.TickOf(block) * model.Step);
            }
        }

        return result;
    }

    private void RunUntil(double fraction, long? steps, BudgetClock clock)
    {
        double Used() => steps is { } total ? (double)Steps / total : clock.Fraction;
        for (var used = Used(); used < fraction; used = Used())
        {
            for (var i = 0; i < StepsBetweenLooks; i++)
            {
                Step(60 * Hot * Math.Pow(Cold / Hot, used));
            }
        }
    }

    // Costs and temperatures are sixtieths of soft points.
    private void Step(double temperature)
    {
        Steps++;
        var state = plan.State;
        var missing = state.MissingRequired;
        var before = state.Cost + (60 * SoftPerMedium * state.Medium);
        taken.Clear();
        var seed = ruin.DrawSeed();
        if (!ruin.Run(seed, taken))
        {
            plan.Undo();
            return;
        }

        recreate.Run(seed, taken);
        var rise = state.Cost + (60 * SoftPerMedium * state.Medium) - before;
        if (state.MissingRequired > missing || rise > temperature * -Math.Log(1 - dice.Unit()))
        {
            plan.Undo();
            return;
        }

        plan.Keep();
        if (best.IsBeatenBy(state))
        {
            best.Copy(state);
        }
    }
}
