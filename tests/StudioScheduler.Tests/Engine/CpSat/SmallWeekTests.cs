using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine;
using StudioScheduler.Engine.CpSat;

namespace StudioScheduler.Tests.Engine.CpSat;

public sealed class SmallWeekTests
{
    [Fact]
    public void What_it_proves_is_the_optimum_of_the_whole_model()
    {
        var compared = 0;
        for (var seed = 1; seed <= 24; seed++)
        {
            var index = ProblemIndex.Of(new SmallWeeks(seed) { Blocks = 4 + (seed % 3) }.Problem());
            var whole = WholeWeek.Solve(index, new SatSettings(20, 1, seed));
            long least = -1;
            var proof = SmallWeek.Prove(index, new SatSettings(20, 1, seed), l => least = l, CancellationToken.None);
            if (whole.End != WholeWeekEnd.Proven || proof is null)
            {
                continue;
            }

            var optimum = Evaluator.Score(whole.Placements!);
            Assert.True(optimum == Evaluator.Score(proof.Optimum), $"seed {seed}: {Evaluator.Score(proof.Optimum)} instead of {optimum}");
            Assert.Equal(-optimum.Medium, least);
            compared++;
        }

        Assert.InRange(compared, 15, 24);
    }

    [Fact]
    public void What_is_better_than_a_bad_schedule_is_found_and_than_the_best_is_not()
    {
        var index = ProblemIndex.Of(new SmallWeeks(3) { Blocks = 5 }.Problem());
        var settings = new SatSettings(20, 1);
        var optimum = Evaluator.Score(WholeWeek.Solve(index, settings).Placements!);
        var cheaper = WholeWeek.CostLess(index, optimum with { Soft = optimum.Soft - 500 }, settings, CancellationToken.None);
        Assert.Equal((WholeWeekEnd.Proven, optimum.Soft), (cheaper.End, Evaluator.Score(cheaper.Placements!).Soft));
        Assert.Equal(WholeWeekEnd.Contradiction, WholeWeek.CostLess(index, optimum, settings, CancellationToken.None).End);
        var less = WholeWeek.LeaveOutLess(index, optimum with { Medium = optimum.Medium - 500 }, settings, CancellationToken.None);
        Assert.Equal((WholeWeekEnd.Proven, optimum.Medium), (less.End, Evaluator.Score(less.Placements!).Medium));
        Assert.Equal(WholeWeekEnd.Contradiction, WholeWeek.LeaveOutLess(index, optimum, settings, CancellationToken.None).End);
    }
}
