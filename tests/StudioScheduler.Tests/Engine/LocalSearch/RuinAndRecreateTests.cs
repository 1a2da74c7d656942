using StudioScheduler.Benchmarks;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Tests.Problems;

namespace StudioScheduler.Tests.Engine.LocalSearch;

/// <summary>The peer of <c>tests/bench peer</c>: a baseline that breaks rules, or barely searches, would be easy to beat.</summary>
public class RuinAndRecreateTests
{
    private static readonly ProblemIndex Sample = ProblemIndex.Of(ProblemFile.Read(Instances.Sample("base-8x15")).Required());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_peer_breaks_no_rule_leaves_out_far_less_than_insertion_and_repeats_itself(int threads)
    {
        Score Solve(long steps) => Evaluator.Score(
            RuinAndRecreate.Solve(Sample, new SolveOptions { Steps = steps, Threads = threads, Seed = 1 }, TimeProvider.System).Placements);

        var (first, later) = (Solve(0), Solve(3000));

        Assert.Equal(0, first.Hard);
        Assert.Equal(0, later.Hard);
        Assert.True(-later.Medium < 0.6 * -first.Medium, $"{first} became {later}");
        Assert.Equal(later, Solve(3000));
    }

    [Theory]
    [InlineData(-1000, -900, 0, true)]
    [InlineData(-1000, -901, 0, false)]
    [InlineData(-300, -300, -300, false)]
    public void A_tenth_less_left_out_is_better(long peer, long product, long floor, bool isBetter) =>
        Assert.Equal(isBetter, PeerGoal.IsBetter(new(0, peer, -5000), new(0, product, -5000), floor));

    [Theory]
    [InlineData(0, 0, 0, -9700, true)]
    [InlineData(0, 0, 0, -9701, false)]
    [InlineData(-300, -300, -300, -9700, true)]
    [InlineData(-300, -300, -270, -9700, false)]
    [InlineData(0, -30, 0, -9000, false)]
    public void At_the_floor_three_hundredths_less_soft_are_better(long peer, long product, long floor, long soft, bool isBetter) =>
        Assert.Equal(isBetter, PeerGoal.IsBetter(new(0, peer, -10000), new(0, product, soft), floor));
}
