using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Engine.LocalSearch;

public sealed class RecreateTests
{
    [Fact]
    public void Who_was_left_out_only_for_want_of_another_follows_it_in()
    {
        var index = ProblemIndex.Of(new TinyWeek().Stage("S1").Stage("S2").Stage("S3")
            .Block("first", on: ["S1"]).Block("second", on: ["S2"], after: [("first", 0)]).Block("third", on: ["S3"], after: [("first", 0), ("second", 0)]).Problem());
        var start = new StartingPlan(index, null, shutOut: _ => true);
        start.Open();
        Assert.Equal(3, start.Plan.State.LeftOut.Count);

        new Recreate(start.Model, start.Plan, new Dice(1, 0), new SearchSettings { Blink = 0 }).Run(new BlockList(3), seed: 0);

        Assert.Equal(0, start.Plan.State.LeftOut.Count);
        Assert.Equal(new Score(0, 0, start.Plan.State.Soft), Evaluator.Score(start.Plan.State.PlacementsIn(index)));
    }
}
