using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Engine.LocalSearch;

public sealed class LeftOutChainsTests
{
    [Fact]
    public void A_left_out_block_gets_in_where_three_others_each_take_the_next_ones_stage()
    {
        var index = ProblemIndex.Of(new TinyWeek().Stage("S1").Stage("S2").Stage("S3").Stage("S4")
            .Block("a", on: ["S1", "S2"], window: (0, 60)).Block("b", on: ["S2", "S3"], window: (0, 60)).Block("c", on: ["S3", "S4"], window: (0, 60))
            .Block("new", on: ["S1"], window: (0, 60)).Problem());
        var start = new StartingPlan(index, new Placements(index) { [0] = new(0, 0), [1] = new(1, 0), [2] = new(2, 0) });
        Assert.Equal([3], start.Plan.State.LeftOut.Items.ToArray());

        Assert.True(Chains(start).Run() > 0);

        Assert.Equal(0, start.Plan.State.LeftOut.Count);
        Assert.Equal(Evaluator.Score(start.Plan.State.PlacementsIn(index)), start.Plan.State.Score);
    }

    [Fact]
    public void Nobody_is_looked_for_where_who_is_left_out_has_no_place_at_all()
    {
        var index = ProblemIndex.Of(new TinyWeek().Stage("S1").Block("a", on: ["S1"], window: (0, 60)).Block("b", on: ["S1"], window: (0, 30)).Problem());
        var start = new StartingPlan(index, null, shutOut: b => b == 1);

        Assert.Equal(0, Chains(start).Run());
    }

    [Fact]
    public void Of_two_blocks_for_one_place_the_one_is_in_that_lets_another_follow()
    {
        // the dearer one fills the stage; without the other one its successor, which has all the room it needs, stays out too
        var index = ProblemIndex.Of(new TinyWeek().Stage("S1").Stage("S2")
            .Block("alone", on: ["S1"], window: (0, 60), priority: 5)
            .Block("first", on: ["S1"], window: (0, 60), priority: 4)
            .Block("second", on: ["S2"], window: (0, 240), priority: 4, after: [("first", 0)]).Problem());
        var start = new StartingPlan(index, null);
        Assert.Equal("alone", index.Blocks[0].Id.Value);
        Assert.True(start.Plan.State.IsPlaced(0));
        Assert.Equal(2, start.Plan.State.LeftOut.Count);

        Chains(start).Run();

        Assert.Equal([0], start.Plan.State.LeftOut.Items.ToArray());
    }

    [Fact]
    public void Who_comes_after_several_counts_for_one_of_them()
    {
        var index = ProblemIndex.Of(new TinyWeek().Stage("S1")
            .Block("a", on: ["S1"], priority: 2).Block("b", on: ["S1"], priority: 3).Block("c", on: ["S1"], priority: 5, after: [("a", 0), ("b", 0)]).Problem());
        var state = new SearchState(new SearchModel(index));

        Assert.Equal(60 * (2 + 3 + 5), state.WorthOf(0) + state.WorthOf(1));
        Assert.Equal(60 * 5, state.WorthOf(2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_weekly_search_crosses_by_a_chain_what_no_ruin_crosses(int seed)
    {
        // Each of them pays for the next stage, so that a cold search goes no part of the way, and a ruin takes fewer than all of them. With a pool it is no job shop.
        const int others = 14;
        var week = new TinyWeek().Stage("S0");
        for (var i = 0; i < others; i++)
        {
            week.Stage($"S{i + 1}", hourlyRate: 1_000 * (i + 1)).Block($"b{i}", on: [$"S{i}", $"S{i + 1}"], window: (0, 60), priority: 5);
        }

        var index = ProblemIndex.Of(week.Pool("dressers", 1).Block("new", on: ["S0"], window: (0, 60), pools: [("dressers", 1)]).Problem());
        var from = new Placements(index);
        for (var i = 0; i < others; i++)
        {
            from[i] = new(i, 0);
        }

        var cold = new SearchSettings { Warm = 0.001, Cold = 0.0005 };

        Assert.Equal(-60, Solve(cold with { ChainsHot = 0, ChainsCold = 0 }).Medium);
        Assert.Equal(0, Solve(cold).Medium);

        Score Solve(SearchSettings settings) =>
            WeekSolver.Solve(index, new() { Steps = 1000, Threads = 1, Seed = seed, From = from }, settings, TimeProvider.System, null, default).Score;
    }

    private static LeftOutChains Chains(StartingPlan start)
    {
        var (settings, dice) = (new SearchSettings(), new Dice(1, 0));
        return new(SearchChains.ChainOf(start.Model, start.Plan, dice, settings), start.Model, start.Plan.State, settings.Chain, dice);
    }
}
