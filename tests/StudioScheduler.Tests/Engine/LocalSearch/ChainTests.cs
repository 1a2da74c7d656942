using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Engine.Repairing;
using StudioScheduler.Tests.Generated;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Engine.LocalSearch;

public sealed class ChainTests
{
    private static readonly MendSettings Settings = new();

    [Fact]
    public void A_block_gets_in_where_seven_others_each_take_the_next_ones_stage()
    {
        var (start, moved, index) = Row(last: "S8");

        Assert.True(Chain(start, moved, index.BlockIndex[new("new")]));

        Assert.Equal(0, start.Plan.State.LeftOut.Count);
        Assert.All(Enumerable.Range(1, 7), i => Assert.Equal(index.StageIndex[new($"S{i + 1}")], start.Plan.State.StageOf[index.BlockIndex[new($"b{i}")]]));
    }

    [Fact]
    public void Where_the_last_has_nowhere_to_go_nothing_moves()
    {
        var (start, moved, index) = Row(last: "S7");
        var before = start.Plan.State.PlacementsIn(index);

        Assert.False(Chain(start, moved, index.BlockIndex[new("new")]));

        Assert.All(index.Blocks, b => Assert.Equal(before[b.Index], start.Plan.State.PlacementsIn(index)[b.Index]));
    }

    [Fact]
    public void Two_that_took_each_others_place_go_home_together()
    {
        var index = ProblemIndex.Of(new TinyWeek().Stage("S1").Stage("S2")
            .Block("a", on: ["S1", "S2"], window: (0, 60)).Block("b", on: ["S1", "S2"], window: (0, 60))
            .Publish("a", 0, "S1").Publish("b", 0, "S2").Problem());
        var swapped = new Placements(index) { [0] = new(1, 0), [1] = new(0, 0) };
        var start = new StartingPlan(index, swapped);
        var moved = new MovedBlocks(start.Model, start.Plan.State, Settings);
        moved.NoteAll();
        Assert.Equal(2, moved.Count);

        Assert.True(Chain(start, moved, 0));

        Assert.All(index.Blocks, b => Assert.Equal(b.Published, start.Plan.State.PlacementsIn(index)[b.Index]));
    }

    [Fact]
    public void On_random_weeks_a_chain_leaves_out_less_breaks_no_rule_and_keeps_the_running_score()
    {
        var found = 0;
        for (var seed = 1; seed <= 300; seed++)
        {
            var index = ProblemIndex.Of(RandomProblems.Make(seed, new() { Pins = false, Published = seed % 2 == 0 }));
            var start = new StartingPlan(index, null);
            if (start.Contradictions.Count > 0)
            {
                continue;
            }

            foreach (var block in start.Plan.State.LeftOut.Items.ToArray())
            {
                var moved = new MovedBlocks(start.Model, start.Plan.State, Settings);
                moved.NoteAll();
                var before = start.Plan.State.Score;
                if (start.Plan.State.IsPlaced(block) || !Chain(start, moved, block))
                {
                    continue;
                }

                found++;
                var after = Evaluator.Score(start.Plan.State.PlacementsIn(index));
                Assert.True(after.Hard == 0, $"seed {seed}, block {block}: {after}");
                Assert.Equal(after, start.Plan.State.Score);
                Assert.True(after.Medium > before.Medium || (start.Plan.State.Medium == -before.Medium && index.Problem.Published is not null), $"seed {seed}, block {block}: {before} to {after}");
            }
        }

        Assert.True(found > 20, $"only {found} chains");
    }

    private static bool Chain(StartingPlan start, MovedBlocks moved, int block)
    {
        var chain = new Chain(start.Model, start.Plan, moved, Settings.Chain, new Dice(1, 0));
        chain.Begin(block, 60, start.Plan.State.IsPlaced(block) ? ChainGoal.Home(start.Model.Blocks[block]) : null);
        while (chain.IsOpen)
        {
            chain.Look();
        }

        var isFound = chain.Apply(new BlockList(start.Model.Blocks.Length));
        start.Plan.Keep();
        return isFound;
    }

    // Seven blocks side by side on seven stages, each of which may also use the next one, and a new one that may use only the first.
    private static (StartingPlan Start, MovedBlocks Moved, ProblemIndex Index) Row(string last)
    {
        var week = new TinyWeek();
        for (var i = 1; i <= 8; i++)
        {
            week.Stage($"S{i}");
        }

        for (var i = 1; i <= 7; i++)
        {
            week.Block($"b{i}", on: i < 7 ? [$"S{i}", $"S{i + 1}"] : last == "S7" ? ["S7"] : ["S7", last], window: (0, 60), priority: 5).Publish($"b{i}", 0, $"S{i}");
        }

        var index = ProblemIndex.Of(week.Block("new", on: ["S1"], window: (0, 60), priority: 3).Problem());
        var start = new StartingPlan(index, StartingPlan.Published(index));
        var moved = new MovedBlocks(start.Model, start.Plan.State, Settings);
        moved.NoteAll();
        Assert.Equal(1, start.Plan.State.LeftOut.Count);
        return (start, moved, index);
    }
}
