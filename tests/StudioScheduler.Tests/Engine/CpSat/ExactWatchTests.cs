using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Engine;
using StudioScheduler.Engine.CpSat;

namespace StudioScheduler.Tests.Engine.CpSat;

public sealed class ExactWatchTests
{
    [Fact]
    public void A_search_on_a_small_base_ends_with_a_proven_optimum()
    {
        var index = ProblemIndex.Of(SampleBase.Generate(new SampleOrder { Crews = 1, Stages = 3, Days = 2, Seed = 1 }));
        var result = WeekSolver.Solve(index, new SolveOptions { Budget = TimeSpan.FromSeconds(60), Threads = 1 });
        Assert.True(result.IsOptimal, $"{result.Score}, {result.Bound}");
        Assert.Equal(BoundSource.Exact, result.BoundSource);
        Assert.Equal(result.Score, Evaluator.Score(result.Placements));
        Assert.False(result.WasCancelled);
        Assert.True(result.Seconds < 55, $"it went on for {result.Seconds:0} s after the proof");
    }

    [Fact]
    public void A_step_budget_leaves_no_room_for_what_depends_on_the_clock()
    {
        var index = ProblemIndex.Of(SampleBase.Generate(new SampleOrder { Crews = 1, Stages = 3, Days = 2, Seed = 1 }));
        var result = WeekSolver.Solve(index, new SolveOptions { Steps = 200, Threads = 1 });
        Assert.Null(result.Bound);
        Assert.False(result.IsOptimal);
    }

    [Theory]
    [InlineData(1, 3, 2, true)]
    [InlineData(8, 15, 7, false)]
    public void Only_small_bases_are_solved_to_the_end(int crews, int stages, int days, bool isSmall) =>
        Assert.Equal(isSmall, ExactWatch.IsSmall(ProblemIndex.Of(SampleBase.Generate(new SampleOrder { Crews = crews, Stages = stages, Days = days, Seed = 1 }))));
}
