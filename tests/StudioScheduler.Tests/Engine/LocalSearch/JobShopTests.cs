using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Tests.Problems;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Engine.LocalSearch;

/// <summary>Flexible job shops, public ones and ones that are made from a schedule, so that one surely exists.</summary>
public sealed class JobShopTests
{
    private const int Step = 15;
    private const int Stages = 4;

    [Theory]
    [InlineData("la16_edata", 1)]
    [InlineData("la16_edata", 2)]
    [InlineData("la06_edata", 2)]
    [InlineData("la16_rdata", 1)]
    public void A_public_job_shop_at_1_02_times_the_best_known_leaves_nothing_out(string name, int threads)
    {
        var problem = ProblemIndex.Of(Public(name));
        var results = Enumerable.Range(0, 2).Select(_ => WeekSolver.Solve(problem, new SolveOptions { Steps = 60_000, Threads = threads })).ToArray();
        Assert.All(results, r => Assert.Equal(new Score(0, 0, 0), r.Score));
        Assert.Equal(results[0].Steps, results[1].Steps);
        Assert.All(problem.Blocks, b => Assert.Equal(results[0].Placements[b.Index], results[1].Placements[b.Index]));
    }

    [Fact]
    public void A_job_shop_made_from_a_schedule_is_solved_and_its_order_is_legal()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var model = new SearchModel(ProblemIndex.Of(Made(seed)));
            var shop = JobShop.Of(model);
            Assert.True(shop is not null, $"seed {seed} is no job shop");
            var search = new JobShopSearch(shop, new Dice(seed, 0));
            for (var step = 0; step < 30_000 && !search.Step(); step++)
            {
            }

            var plan = new WorkingPlan(model);
            search.PutInto(plan, new BlockList(model.Blocks.Length));
            Assert.True(plan.State.Score with { Soft = 0 } == new Score(0, 0, 0), $"seed {seed}: {plan.State.Score} at length {search.Length} of {shop.Horizon}");
        }
    }

    [Fact]
    public void Of_an_order_that_is_too_long_only_what_ends_too_late_stays_out()
    {
        var index = ProblemIndex.Of(new TinyWeek().Stage("S").Crew("k")
            .Block("a", TinyWeek.Day, crew: "k").Block("b", TinyWeek.Day, crew: "k", after: [("a", 0)])
            .Block("c", 2 * TinyWeek.Day, crew: "k", after: [("b", 0)]).Block("d", 60, crew: "k", after: [("c", 0)]).Problem());
        var model = new SearchModel(index);
        var search = new JobShopSearch(JobShop.Of(model)!, new Dice(1, 0));
        Assert.False(search.Step());
        Assert.Equal(((4 * TinyWeek.Day) + 60) / Step, search.Length);

        var plan = new WorkingPlan(model);
        search.PutInto(plan, new BlockList(4));

        Assert.Equal(["a", "b"], index.Blocks.Where(b => plan.State.IsPlaced(b.Index)).Select(b => b.Id.Value));
    }

    [Fact]
    public void An_order_is_worth_a_plan_again_only_when_it_is_shorter()
    {
        var model = new SearchModel(ProblemIndex.Of(new TinyWeek().Block("a", 2 * TinyWeek.Day).Block("b", 2 * TinyWeek.Day).Problem()));
        var search = new JobShopSearch(JobShop.Of(model)!, new Dice(1, 0));
        Assert.Contains(true, Enumerable.Range(0, 1000).Select(_ => search.Step()));
        search.PutInto(new WorkingPlan(model), new BlockList(2));
        Assert.DoesNotContain(true, Enumerable.Range(0, 3000).Select(_ => search.Step()));
    }

    [Fact]
    public void A_search_that_begins_anew_again_and_again_keeps_the_shortest_order()
    {
        var index = ProblemIndex.Of(Shortened(Public("la01_edata"), 0.9));
        var model = new SearchModel(index);
        var search = new JobShopSearch(JobShop.Of(model)!, new Dice(1, 0));
        var shortest = search.Length;
        for (var step = 0; step < 200_000; step++)
        {
            search.Step();
            Assert.True(search.Length <= shortest, $"step {step}: {search.Length} after {shortest}");
            shortest = search.Length;
        }

        var plan = new WorkingPlan(model);
        search.PutInto(plan, new BlockList(model.Blocks.Length));
        Assert.Equal(609, shortest);
        Assert.Equal(Evaluator.Score(plan.State.PlacementsIn(index)), plan.State.Score);
        Assert.Equal(0, plan.State.Score.Hard);
    }

    [Theory]
    [InlineData("la16_edata", 1)]
    [InlineData("la16_edata", 2)]
    [InlineData("la16_rdata", 1)]
    public void A_job_shop_that_hardly_fits_leaves_out_less_than_half_of_what_ruins_alone_do(string name, int threads)
    {
        var problem = ProblemIndex.Of(Shortened(Public(name), 0.97));
        Score With(SearchSettings settings) => WeekSolver.Solve(problem, new SolveOptions { Steps = 20_000, Threads = threads }, settings, TimeProvider.System, null, default).Score;
        var ruins = With(new() { JobMoves = 0, JobMovesCold = 0 });
        var moves = With(new());
        Assert.Equal(0, moves.Hard);
        Assert.InRange(moves.Medium, ruins.Medium / 2, -1);
    }

    [Fact]
    public void Each_rule_beyond_a_job_shop_is_seen()
    {
        Assert.NotNull(ShopOf(Shop()));
        Assert.NotNull(ShopOf(Shop().Person("p").Block("c", people: ["p"])));
        Assert.Null(ShopOf(Shop().Pool("k", 1).Block("c", pools: [("k", 1)])));
        Assert.Null(ShopOf(Shop().Stage("T", look: "y", kind: "led").Changeovers("led", 0, 15).Block("c", on: ["T"])));
        Assert.Null(ShopOf(Shop().Stage("T", closed: [(600, 660)]).Block("c", on: ["T"])));
        Assert.Null(ShopOf(Shop().Stage("T").Stage("U", neighbours: ["T"]).Block("c", on: ["T"], sound: Sound.Quiet)));
        Assert.Null(ShopOf(Shop().Crew("k").Block("c", crew: "k").Block("d", crew: "k")));
        Assert.Null(ShopOf(Shop().Crew("k", max: 600, rest: 600).Block("c", crew: "k")));
        Assert.Null(ShopOf(Shop().Person("p").Block("c", people: ["p"]).Block("d", people: ["p"])));
        Assert.Null(ShopOf(Shop().Person("p", lastWorked: (-60, 0)).Block("c", people: ["p"])));
        Assert.Null(ShopOf(Shop().Block("c", light: Light.Day).Stage("O", openToSky: true).Block("d", on: ["O"], light: Light.Day)));
        Assert.Null(ShopOf(Shop(move: 30)));
    }

    private static Problem Public(string name) => ProblemFile.Read(Instances.Public("hurink", name)).Required();

    // The same blocks in less time.
    private static Problem Shortened(Problem problem, double factor)
    {
        var end = problem.Start.AddMinutes(problem.StepMinutes * Math.Floor(factor * (problem.End - problem.Start).TotalMinutes / problem.StepMinutes));
        return problem with { End = end, Blocks = [.. problem.Blocks.Select(b => b with { Window = b.Window with { To = end } })] };
    }

    private static JobShop? ShopOf(TinyWeek week) => JobShop.Of(new SearchModel(ProblemIndex.Of(week.Problem())));

    private static TinyWeek Shop(int move = 0) => new TinyWeek { SameZoneMinutes = move }.Stage("S").Stage("R").Crew("one")
        .Block("a", crew: "one").Block("b", crew: "one", on: ["S", "R"], after: [("a", 0)], window: (300, 1200));

    // Blocks laid out on stages first, nine tenths of the time; a crew takes the next block that begins after its last one.
    private static Problem Made(int seed)
    {
        var random = new Random(seed);
        var week = Enumerable.Range(0, Stages).Aggregate(new TinyWeek(), (w, s) => w.Stage($"s{s}"));
        var laid = Enumerable.Range(0, Stages).SelectMany(stage => Laid(random, stage)).OrderBy(b => b.From).ToList();
        for (var crew = 0; laid.Count > 0; crew++)
        {
            week.Crew($"c{crew}");
            var (free, last) = (0, "");
            foreach (var (stage, from, to) in laid.ToArray())
            {
                if (from < free || random.Next(3) == 0)
                {
                    continue;
                }

                laid.Remove((stage, from, to));
                var id = $"c{crew}b{from}s{stage}";
                string[] stages = random.Next(3) == 0 ? [$"s{stage}", $"s{(stage + 1) % Stages}"] : [$"s{stage}"];
                (int, int) window = random.Next(4) == 0 ? (Math.Max(0, from - (20 * Step)), Math.Min(3 * TinyWeek.Day, to + (20 * Step))) : (0, 3 * TinyWeek.Day);
                week.Block(id, to - from, stages, $"c{crew}", window: window, after: last.Length == 0 ? [] : [(last, random.Next(2) * (from - free))]);
                (free, last) = (to, id);
            }
        }

        return week.Problem();
    }

    private static IEnumerable<(int Stage, int From, int To)> Laid(Random random, int stage)
    {
        for (var at = 0; at < 3 * TinyWeek.Day;)
        {
            var to = Math.Min(3 * TinyWeek.Day, at + (Step * random.Next(4, 40)));
            yield return (stage, at, to);
            at = to + (random.Next(4) == 0 ? Step * random.Next(4, 20) : 0);
        }
    }
}
