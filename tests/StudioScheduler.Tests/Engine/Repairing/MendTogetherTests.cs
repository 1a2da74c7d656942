using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Engine.Repairing;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Engine.Repairing;

public sealed class MendTogetherTests
{
    [Fact]
    public void Who_took_each_others_place_and_the_new_one_there_are_taken_out_and_whoever_is_at_home_stays()
    {
        var index = ProblemIndex.Of(new TinyWeek().Stage("S1").Stage("S2").Stage("S3")
            .Block("a", on: ["S1", "S2"]).Block("b", on: ["S1", "S2"]).Block("new", on: ["S1"]).Block("stays", on: ["S3"])
            .Publish("a", 0, "S1").Publish("b", 0, "S2").Publish("stays", 0, "S3").Problem());
        var start = new StartingPlan(index, new Placements(index) { [0] = new(1, 0), [1] = new(0, 0), [2] = new(0, 60), [3] = new(2, 0) });
        var settings = new MendSettings { TakesNext = 1, MostTogether = 20 };
        var moved = new MovedBlocks(start.Model, start.Plan.State, settings);
        moved.NoteAll();
        Assert.Equal(2, moved.Count);
        var together = new MendTogether(start.Model, start.Plan, moved, settings, new Dice(1, 0));
        var everSeen = new HashSet<int>();

        for (var i = 0; i < 50; i++)
        {
            var taken = new BlockList(index.Blocks.Length);
            Assert.True(together.Run(taken));
            everSeen.UnionWith(taken.Items.ToArray());
            Assert.True(start.Plan.State.IsPlaced(3));
            start.Plan.Undo();
        }

        Assert.Equal([0, 1, 2], everSeen.Order());
    }
}
