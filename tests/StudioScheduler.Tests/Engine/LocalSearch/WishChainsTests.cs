using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Tests.Generated;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Engine.LocalSearch;

public sealed class WishChainsTests
{
    [Fact]
    public void A_block_comes_into_its_wanted_window_where_three_others_each_take_the_next_ones_stage()
    {
        var (start, index) = Row(others: 3, free: true);
        var before = start.Plan.State.Score;

        Assert.True(Chains(start).Run() > 0);

        Assert.Equal(0, start.Plan.State.TickOf[index.BlockIndex[new("wishes")]]);
        Assert.Equal(before.Soft + (2 * 60) - 3, start.Plan.State.Score.Soft);
        Assert.Equal(Evaluator.Score(start.Plan.State.PlacementsIn(index)), start.Plan.State.Score);
    }

    [Fact]
    public void No_wish_is_worth_a_block()
    {
        var (start, index) = Row(others: 3, free: false);
        var before = start.Plan.State.PlacementsIn(index);

        Assert.True(Chains(start).Run() > 0);

        Assert.All(index.Blocks, b => Assert.Equal(before[b.Index], start.Plan.State.PlacementsIn(index)[b.Index]));
    }

    [Fact]
    public void Nobody_is_looked_for_where_all_stand_in_their_wanted_windows_or_have_none()
    {
        var index = ProblemIndex.Of(new TinyWeek().Stage("S1").Stage("S2")
            .Block("a", on: ["S1"], wanted: (0, 60)).Block("b", on: ["S2"]).Problem());
        var start = new StartingPlan(index, new Placements(index) { [0] = new(0, 0), [1] = new(1, 60) });

        Assert.Equal(0, Chains(start).Run());
    }

    [Fact]
    public void A_block_that_a_person_placed_stays()
    {
        var index = ProblemIndex.Of(new TinyWeek().Stage("S1").Block("a", on: ["S1"], wanted: (0, 60)).Pin("a", 600, "S1").Problem());

        Assert.Equal(0, Chains(new StartingPlan(index, null)).Run());
    }

    [Fact]
    public void On_random_weeks_wishes_cost_less_nobody_is_left_out_for_them_and_the_running_score_holds()
    {
        var found = 0;
        for (var seed = 1; seed <= 500; seed++)
        {
            // all want to be early
            var problem = RandomProblems.Make(seed, new() { Pins = false, Published = seed % 2 == 0 });
            var index = ProblemIndex.Of(problem with
            {
                Blocks = [.. problem.Blocks.Select(b => b with { Wanted = new(b.Window.From, b.Window.From.AddMinutes(b.DurationMinutes)) })],
            });
            var start = new StartingPlan(index, null);
            if (start.Contradictions.Count > 0)
            {
                continue;
            }

            var chains = Chains(start);
            for (var run = 0; run < 20; run++)
            {
                var before = start.Plan.State.Score;
                chains.Run();
                start.Plan.Keep();
                var after = Evaluator.Score(start.Plan.State.PlacementsIn(index));
                Assert.Equal(after, start.Plan.State.Score);
                Assert.True(after.Hard == 0 && after.CompareTo(before) >= 0, $"seed {seed}: {before} to {after}");
                found += after == before ? 0 : 1;
            }
        }

        Assert.True(found > 20, $"only {found} chains");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_weekly_search_grants_by_a_chain_a_wish_that_no_ruin_grants(int seed)
    {
        // Each of them pays for the next stage, so that a cold search goes no part of the way, and a ruin takes fewer than all of them. Two blocks have one
        // place, so that one stays out: the week is a tight one.
        var (start, index) = Row(others: 14, free: true, isOneLeftOut: true);
        var from = start.Plan.State.PlacementsIn(index);
        var before = start.Plan.State.Score;
        Assert.Equal(-60, before.Medium);
        var cold = new SearchSettings { Warm = 0.001, Cold = 0.0005 };

        Assert.Equal(before, Solve(cold with { WishChains = 0 }));
        Assert.Equal(before with { Soft = before.Soft + (2 * 60) - 14 }, Solve(cold));

        Score Solve(SearchSettings settings) =>
            WeekSolver.Solve(index, new() { Steps = 1000, Threads = 1, Seed = seed, From = from }, settings, TimeProvider.System, null, default).Score;
    }

    // Blocks side by side, each of which may also use the next one's stage, which is a little dearer, the last one a free stage; and one that stands an hour
    // too late for its wish, which needs the time and stage of the first of them.
    private static (StartingPlan Start, ProblemIndex Index) Row(int others, bool free, bool isOneLeftOut = false)
    {
        var week = new TinyWeek().Stage("S0").Pool("dressers", 1);
        for (var i = 0; i < others; i++)
        {
            week.Stage($"S{i + 1}", hourlyRate: i + 1).Block($"b{i}", on: i < others - 1 || free ? [$"S{i}", $"S{i + 1}"] : [$"S{i}"], window: (0, 60), priority: 5);
        }

        week.Block("wishes", on: ["S0"], window: (0, 180), wanted: (0, 60), pools: [("dressers", 1)]);
        if (isOneLeftOut)
        {
            week.Stage("T").Block("in", on: ["T"], window: (0, 60), priority: 5).Block("out", on: ["T"], window: (0, 60));
        }

        var index = ProblemIndex.Of(week.Problem());
        var from = new Placements(index);
        for (var i = 0; i < others; i++)
        {
            from[i] = new(i, 0);
        }

        from[others] = new(0, 60);
        if (isOneLeftOut)
        {
            from[others + 1] = new(others + 1, 0);
        }

        return (new StartingPlan(index, from), index);
    }

    private static WishChains Chains(StartingPlan start)
    {
        var (settings, dice) = (new SearchSettings(), new Dice(1, 0));
        return new(SearchChains.ChainOf(start.Model, start.Plan, dice, settings), start.Model, start.Plan.State, settings.Chain, dice);
    }
}
