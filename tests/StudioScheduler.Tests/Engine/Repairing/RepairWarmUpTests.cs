using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.Repairing;

namespace StudioScheduler.Tests.Engine.Repairing;

public sealed class RepairWarmUpTests
{
    [Fact]
    public void The_tiny_base_has_blocks_that_must_move_and_more_than_fits_so_that_every_kind_of_step_runs()
    {
        var index = ProblemIndex.Of(RepairWarmUp.Broken());
        var start = new StartingPlan(index, StartingPlan.Published(index));
        Assert.Empty(start.Contradictions);
        Assert.True(start.Plan.State.LeftOut.Count > 0);

        var proposals = Repairer.Repair(index, new SolveOptions { Steps = 1500, Threads = 1 });

        Assert.True(proposals.Count > 1);
        Assert.True(proposals[0].Changed > 0);
    }

    [Fact]
    public void A_repair_with_steps_is_the_same_before_and_after_it()
    {
        var index = ProblemIndex.Of(RepairWarmUp.Broken());
        string Repair() => string.Join('\n', Repairer.Repair(index, new SolveOptions { Steps = 300, Threads = 1, Seed = 7 })
            .Select(p => string.Join(' ', index.Blocks.Select(b => p.Result.Placements[b.Index]))));
        var before = Repair();

        RepairWarmUp.Run();

        Assert.Equal(before, Repair());
    }
}
