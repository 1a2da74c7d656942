using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Several annealings of one problem, each on a thread of its own. At the end of a phase they meet, and the one whose schedule is
/// worse goes on from the better one, which takes over what pays of the next best. With a step budget phases are counted in steps, so that time plays no part.
/// </summary>
internal sealed class Portfolio
{
    private const int StepsBetweenLooks = 8;

    private readonly SearchModel model;
    private readonly SolveOptions options;
    private readonly SearchSettings settings;
    private readonly BudgetClock clock;
    private readonly Annealing[] searches;
    private readonly Incumbent[] current;
    private readonly CancellationToken cancellation;
    private readonly ProgressReports reports;
    private readonly Cooling cooling;
    private readonly WorkingPlan pricing;
    private readonly Incumbent priced;
    private SearchModel searched;
    private SearchModel? wishes;
    private Merging? merging;
    private volatile Standing standing;
    private double phaseEnds;
    private bool isOver;

    public Portfolio(
        SearchModel model, WorkingPlan first, bool isWarm, SolveOptions options, SearchSettings settings, BudgetClock clock, ProgressReports reports,
        CancellationToken cancellation)
    {
        this.model = model;
        this.options = options;
        this.settings = settings;
        this.clock = clock;
        this.cancellation = cancellation;
        this.reports = reports;
        pricing = first;
        priced = new Incumbent(model.Blocks.Length);
        var start = new Incumbent(model.Blocks.Length);
        start.Copy(first.State);
        var shop = start.Medium > 0 ? JobShop.Of(model) : null;
        var isForRoom = !isWarm && start.Medium > 0 && shop is null;
        searched = isForRoom ? model.Coarse(settings.RoomChangeover, settings.RoomWishes) : model;

        // how much an order leaves out hardly tells how near it is to one that leaves out nothing
        var patience = shop is null ? settings : settings with { LeastPatience = 1 };
        cooling = new Cooling(Temperatures.Of(model, first.State, settings, isWarm, isForRoom), patience, isWarm, isForRoom);
        searches = new Annealing[Math.Clamp(options.Threads, 1, 64)];
        current = new Incumbent[searches.Length];
        var from = At(searched, start);
        for (var i = 0; i < searches.Length; i++)
        {
            searches[i] = new Annealing(searched, i == 0 && !isForRoom ? first : PlanLike(from, searched), settings, options.Seed, i, cooling, shop);
            current[i] = new Incumbent(model.Blocks.Length);
        }

        Best = start;
        standing = Standing.Of(Best);
    }

    public Incumbent Best { get; }

    /// <summary>The best's score, whole at any moment and on any thread; required blocks that are missing count as hard.</summary>
    public Score Score => standing.Score;

    public long Steps => searches.Sum(s => s.Steps);

    public long StartsPriced => searches.Sum(s => s.StartsPriced);

    public void Run()
    {
        using var meeting = new Barrier(searches.Length, _ => Exchange());
        SearchThreads.Run(searches.Length, number =>
        {
            try
            {
                RunOne(number, meeting);
            }
            catch
            {
                // or the others would wait for it
                meeting.RemoveParticipant();
                throw;
            }
        });
    }

    private void RunOne(int number, Barrier meeting)
    {
        var search = searches[number];
        var most = settings.Phases * settings.MeetingsWhileCooling;
        for (var part = 0; part < most && !isOver;)
        {
            part += MeetsOften ? 1 : settings.MeetingsWhileCooling;
            RunPhase(search, (double)part / most, isReporting: number == 0);
            current[number].Copy(search.Plan.State);
            phaseEnds = (double)part / most;
            meeting.SignalAndWait(CancellationToken.None);
            if (part < most && !isOver)
            {
                current[number].LoadInto(search.Plan);
            }
        }
    }

    private void RunPhase(Annealing search, double until, bool isReporting)
    {
        if (options.Steps is { } total)
        {
            var target = (long)Math.Round(total * until);
            while (search.Steps < target && !search.IsFree && !cancellation.IsCancellationRequested)
            {
                search.Step((double)search.Steps / total);
                if (isReporting && search.Steps % StepsBetweenLooks == 0)
                {
                    reports.MaybeReport(search.Steps * searches.Length, Shown(search), Best);
                }
            }

            return;
        }

        for (var used = clock.Fraction; used < until && !search.IsFree && !cancellation.IsCancellationRequested; used = clock.Fraction)
        {
            for (var i = 0; i < StepsBetweenLooks; i++)
            {
                search.Step(used);
            }

            if (isReporting)
            {
                reports.MaybeReport(search.Steps * searches.Length, Shown(search), Best);
            }
        }
    }

    // At coarse prices a search's costs are not the problem's: what it found shows at the end of a phase.
    private Incumbent Shown(Annealing search) => search.IsCoarse ? Best : search.Best;

    // What was found apart fits together only as long as little differs. Changes only while all threads wait.
    private bool MeetsOften => !cooling.IsHot && searched == model && searches.Length > 1;

    // Runs alone while all threads wait.
    private void Exchange()
    {
        var joins = MeetsOften;
        var better = current[0];
        for (var i = 0; i < searches.Length; i++)
        {
            TakeWhereBetter(searches[i].Best, searches[i].IsCoarse);
            better = better.IsBeatenBy(current[i]) ? current[i] : better;
        }

        // settled where all wait, so that all leave together: all meetings that are left would be what a person waits for
        isOver = cancellation.IsCancellationRequested || Best.IsFree;
        var isCooling = cooling.Tell(phaseEnds, Best.Medium, (double)Best.LeftOut / model.Blocks.Length);
        var next = ModelFor(isCooling);

        // a medium found while it was hot and lost again: the rest of the time goes to its soft
        var from = next != searched || (isCooling && Best.Medium < better.Medium) ? At(next, Best) : better;
        if (joins && !isOver)
        {
            // of one other thread only, however many there are: all wait meanwhile
            var nextBest = current.Where(c => c != from).Aggregate((a, b) => a.IsBeatenBy(b) ? b : a);
            from = (merging ??= new Merging(model, settings)).Of(from, nextBest);
            TakeWhereBetter(from, isCoarse: false);
        }

        for (var i = 0; i < searches.Length; i++)
        {
            current[i].Copy(from);
            if (next != searched)
            {
                searches[i].GoOnWith(next, PlanLike(from, next));
            }
        }

        searched = next;
    }

    // What goes far is settled first: room, then, where a block or two stay out, wishes, then all the rest.
    private SearchModel ModelFor(bool isCooling) =>
        !isCooling || searched == model ? searched
        : Best.LeftOut > 0 && Best.LeftOut <= settings.FewLeftOut && phaseEnds < settings.WishesUntil ? wishes ??= model.Coarse(changeoverPrice: 0, wishShare: 1)
        : model;

    // What has the problem's cost, with the cost that it has at other prices.
    private Incumbent At(SearchModel prices, Incumbent incumbent) => prices == model ? incumbent : Priced(incumbent, new WorkingPlan(prices));

    // Holds until the next one.
    private Incumbent Priced(Incumbent incumbent, WorkingPlan plan)
    {
        incumbent.PriceInto(plan);
        priced.Copy(plan.State);
        return priced;
    }

    // The incumbent's cost is that of the model.
    private static WorkingPlan PlanLike(Incumbent incumbent, SearchModel model)
    {
        var plan = new WorkingPlan(model);
        incumbent.LoadInto(plan);
        return plan;
    }

    private void TakeWhereBetter(Incumbent found, bool isCoarse)
    {
        if (isCoarse && (found.Missing, found.Medium).CompareTo((Best.Missing, Best.Medium)) <= 0)
        {
            found = Priced(found, pricing);
        }

        if (Best.IsBeatenBy(found))
        {
            Best.Copy(found);
            standing = Standing.Of(Best);
        }
    }

    /// <summary>A score as one reference: the bound's thread asks for it while the threads exchange, and must not see half of it.</summary>
    private sealed record Standing(Score Score)
    {
        public static Standing Of(Incumbent best) => new(new Score(-best.Missing, -best.Medium, best.Soft));
    }
}
