using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Bounds;
using StudioScheduler.Engine.CpSat;

namespace StudioScheduler.Tests.Engine.Bounds;

public sealed class LowerBoundTests
{
    [Fact]
    public void No_bound_is_better_than_an_optimum_that_is_proven()
    {
        // so many proven optima
        var cases = BoundCases.Or(25);
        var proven = 0;
        for (var seed = 1; proven < cases; seed++)
        {
            Assert.True(seed <= 2 * cases, $"only {proven} of {seed - 1} weeks have a proven optimum");
            var index = ProblemIndex.Of(new SmallWeeks(seed) { Blocks = 4 + (seed % 4) }.Problem());
            var result = WholeWeek.Solve(index, new SatSettings(5, 1, seed));
            proven += result.End == WholeWeekEnd.Proven ? 1 : 0;
            if (result.Placements is not null)
            {
                AssertValid(index, Evaluator.Score(result.Placements), $"seed {seed}, {result.End}");
            }
        }
    }

    [Fact]
    public void A_search_with_time_tells_a_bound_that_its_schedule_does_not_beat()
    {
        var index = ProblemIndex.Of(SampleBase.Generate(new SampleOrder { Crews = 4, Stages = 8, Seed = 2 }));
        var result = WeekSolver.Solve(index, new SolveOptions { Budget = BoundWatch.LeastBudget, Threads = 1 });
        Assert.NotNull(result.Bound);
        Assert.True(result.Bound.Value.Medium >= result.Score.Medium && result.Bound.Value.Soft >= result.Score.Soft, $"{result.Bound} and {result.Score}");
    }

    [Fact]
    public void The_first_work_for_a_schedule_tells_a_bound_of_its_soft()
    {
        // too much to do, so that floors and what is left out ask for their turns too
        var index = ProblemIndex.Of(SampleBase.Generate(new SampleOrder { Crews = 4, Stages = 8, Load = 1.2, Seed = 2 }));
        var score = WeekSolver.Solve(index, new SolveOptions { Steps = 500, Threads = 1 }).Score;
        Assert.True(score.Medium < 0, "all is placed");
        var bound = new LowerBound(index);
        bound.Tell(score);
        bound.Improve(TimeSpan.Zero);
        Assert.InRange(bound.For(score).Soft, score.Soft, -1);
    }

    [Fact]
    public void Prices_that_run_away_certify_nothing()
    {
        // the rewards of this week's only crew once grew beyond what doubles count exactly, and with them its bound
        var index = ProblemIndex.Of(new SmallWeeks(548) { Blocks = 4 }.Problem());
        var optimum = Evaluator.Score(WholeWeek.Solve(index, new SatSettings(30, 1)).Placements!);
        var relaxation = WeekRelaxation.OfSoft(index, -optimum.Medium, []);
        var climb = new BoundClimb(relaxation, relaxation.Prices, 20 * Scale.Point, isLeftOutPriced: true, 2 * Scale.Point, threads: 1, isWarm: false);
        for (var i = 0; i < 20_000; i++)
        {
            climb.Work(-optimum.Soft * (double)Scale.Point, CancellationToken.None);
        }

        Assert.InRange(Value(relaxation, climb) - relaxation.RoundedOff, 0, -optimum.Soft * (double)Scale.Point);
    }

    [Fact]
    public void A_climb_that_begins_where_another_one_was_goes_on_with_the_crews()
    {
        var index = ProblemIndex.Of(SampleBase.Generate(new SampleOrder { Crews = 4, Stages = 8, Seed = 2 }));
        var score = WeekSolver.Solve(index, new SolveOptions { Steps = 2000, Threads = 1 }).Score;
        var known = -score.Soft * (double)Scale.Point;
        var looser = WeekRelaxation.OfSoft(index, 600 - score.Medium, []);
        var cold = new BoundClimb(looser, looser.Prices, 20 * Scale.Point, isLeftOutPriced: true, 2 * Scale.Point, threads: 1, isWarm: false);
        cold.Work(known, CancellationToken.None);
        Assert.False(cold.HasCrews, "the blocks by themselves come first");
        for (var i = 0; i < 400 && !cold.HasCrews; i++)
        {
            cold.Work(known, CancellationToken.None);
        }

        Assert.True(cold.HasCrews, "the crews have had no turn after 400");
        var tighter = WeekRelaxation.OfSoft(index, -score.Medium, []);
        var warm = new BoundClimb(
            tighter, cold.Best, cold.CertifiedLeftOutPrice, isLeftOutPriced: tighter.AllowedLeftOut > 0, 2 * Scale.Point, threads: 1, isWarm: true);
        var before = Value(tighter, warm);
        warm.Work(known, CancellationToken.None);
        Assert.True(warm.HasCrews);
        Assert.InRange(Value(tighter, warm), before + Scale.Point, known);
    }

    private static double Value(WeekRelaxation relaxation, BoundClimb climb) =>
        climb.CertifiedValue - (relaxation.AllowedLeftOut > 0 ? climb.CertifiedLeftOutPrice * relaxation.AllowedLeftOut : 0);

    private static void AssertValid(ProblemIndex index, Score score, string what)
    {
        var bound = new LowerBound(index);
        foreach (var told in new[] { score, score with { Medium = score.Medium - 500 }, score })
        {
            bound.Tell(told);
            bound.Improve(TimeSpan.FromMilliseconds(60));
            var said = bound.For(score);
            Assert.True(said.Medium >= score.Medium && said.Soft >= score.Soft, $"{what}: {said} is better than {score}");
        }
    }
}
