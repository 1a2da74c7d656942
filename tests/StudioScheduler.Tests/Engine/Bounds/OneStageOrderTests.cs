using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Bounds;
using StudioScheduler.Tests.Problems;

namespace StudioScheduler.Tests.Engine.Bounds;

public sealed class OneStageOrderTests
{
    [Theory]
    [InlineData("small", 54)]
    [InlineData("small2", 56)]
    [InlineData("concert", 111)]
    [InlineData("film-10", 352)]
    [InlineData("film-12", 401)]
    [InlineData("film103", 1031)]
    [InlineData("film105", 849)]
    [InlineData("MobStory", 871)]
    public void Talent_scheduling_is_solved_to_its_proven_optimum(string name, long optimum)
    {
        var best = OneStageOrder.Best(ProblemIndex.Of(ProblemFile.Read(Instances.Public("talent", name)).Required()), CancellationToken.None);
        Assert.Equal(new Score(0, 0, -optimum), Evaluator.Score(best!));
    }

    [Fact]
    public void A_proven_order_ends_the_search_and_says_how()
    {
        var problem = ProblemIndex.Of(ProblemFile.Read(Instances.Public("talent", "film-12")).Required());
        var result = WeekSolver.Solve(problem, new SolveOptions { Budget = TimeSpan.FromSeconds(120), Threads = 1 });
        Assert.True(result.IsOptimal, $"{result.Score}, {result.Bound}");
        Assert.Equal(BoundSource.Order, result.BoundSource);
        Assert.True(result.Seconds < 110, $"it went on for {result.Seconds:0} s after the proof");
    }

    [Fact]
    public void The_order_is_the_best_of_all_orders()
    {
        var withOrder = 0;
        for (var seed = 1; seed <= 150; seed++)
        {
            var problem = ProblemIndex.Of(OneStageProblems.Draw(seed));
            Assert.True(OneStage.Concerns(problem), $"seed {seed}");
            var best = BestOf(problem);
            var found = OneStageOrder.Best(problem, CancellationToken.None);
            Assert.True(best == (found is null ? null : Evaluator.Score(found)), $"seed {seed}: {best} by going through all, {(found is null ? null : Evaluator.Score(found))} found");
            withOrder += best is null ? 0 : 1;
        }

        Assert.InRange(withOrder, 60, 149);
    }

    [Theory]
    [InlineData("a second stage")]
    [InlineData("an idle hour")]
    [InlineData("a changeover")]
    [InlineData("a gap of after")]
    [InlineData("a shorter shift")]
    [InlineData("a pool too small")]
    public void Where_more_than_the_order_matters_it_says_nothing(string what)
    {
        var plain = OneStageProblems.Draw(1) with { Published = null };
        var blocks = plain.Blocks;
        var problem = what switch
        {
            "a second stage" => plain with
            {
                Stages = [plain.Stages[0], plain.Stages[0] with { Id = new("other") }],
                Blocks = [blocks[0] with { Stages = [blocks[0].Stages[0], new("other")] }, .. blocks.Skip(1)],
            },
            "an idle hour" => plain with { End = plain.End.AddHours(1) },
            "a changeover" => plain with { Changeovers = [plain.Changeovers[0] with { OtherMinutes = 60 }] },
            "a gap of after" => plain with { Blocks = [.. blocks.SkipLast(1), blocks[^1] with { After = [new(blocks[0].Id, 60)] }] },
            "a shorter shift" => plain with { Crews = [plain.Crews[0] with { Shift = new(60, 60) }] },
            _ => plain with { Pools = [plain.Pools[0] with { Capacity = 0 }] },
        };
        Assert.True(OneStage.Concerns(ProblemIndex.Of(plain)));
        Assert.False(OneStage.Concerns(ProblemIndex.Of(problem)));
    }

    private static Score? BestOf(ProblemIndex problem)
    {
        Score? best = null;
        void Descend(List<int> order)
        {
            if (order.Count == problem.Blocks.Length)
            {
                var plan = new Placements(problem);
                long at = 0;
                foreach (var block in order)
                {
                    plan[block] = new(0, at);
                    at += problem.Blocks[block].DurationMinutes;
                }

                var score = Evaluator.Score(plan);
                best = score.Hard == 0 && (best is null || score > best) ? score : best;
                return;
            }

            foreach (var block in Enumerable.Range(0, problem.Blocks.Length).Except(order))
            {
                Descend([.. order, block]);
            }
        }

        Descend([]);
        return best;
    }
}
