using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine;
using StudioScheduler.Engine.CpSat;

namespace StudioScheduler.Tests.Engine.CpSat;

public sealed class WholeWeekTests
{
    [Fact]
    public void A_small_week_is_solved_to_proven_optimality_and_scores_as_the_rule_book_says()
    {
        var proven = 0;
        for (var seed = 1; seed <= 25; seed++)
        {
            var index = ProblemIndex.Of(new SmallWeeks(seed) { Blocks = 5 }.Problem());
            var result = WholeWeek.Solve(index, new SatSettings(10, 1, seed));
            if (result.Placements is null)
            {
                continue;
            }

            var score = Evaluator.Score(result.Placements);
            Assert.True(score.Hard == 0, $"seed {seed}: {string.Join(", ", Evaluator.Evaluate(result.Placements).Violations.Select(v => v.Rule))}");
            if (result.End == WholeWeekEnd.Proven)
            {
                proven++;
                Assert.True((-score.Medium, -score.Soft) == (result.LeftOutBound, result.SoftCost), $"seed {seed}: {score}, the model says {result}");
            }
        }

        Assert.True(proven >= 20, $"only {proven} proven");
    }

    [Fact]
    public void No_other_schedule_of_a_tiny_week_is_better_than_the_proven_one()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var index = ProblemIndex.Of(new SmallWeeks(seed + 1000) { Blocks = 2 }.Problem());
            var result = WholeWeek.Solve(index, new SatSettings(10, 1, seed));
            var best = EverySchedule.Best(index);
            Assert.Equal(best is null, result.Placements is null);
            if (best is { } found)
            {
                Assert.True((-found.Medium, -found.Soft) == (result.LeftOutBound, result.SoftCost), $"seed {seed}: {found}, the model says {result}");
            }
        }
    }
}
