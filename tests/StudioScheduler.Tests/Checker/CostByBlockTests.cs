using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Tests.Generated;

namespace StudioScheduler.Tests.Checker;

public class CostByBlockTests
{
    [Fact]
    public void The_shares_of_the_blocks_add_up_to_each_rules_cost()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var index = ProblemIndex.Of(RandomProblems.Make(seed, new RandomSize { ForeignStages = false }));
            var plan = new OrderedPlan(RandomSchedules.Make(index, seed, 0));
            foreach (var rule in RuleBook.Soft)
            {
                var shares = UnlessUnlisted(() => rule.CostByBlock(plan));

                Assert.True(shares is null || shares.Sum() == rule.Count(plan) * rule.WeightIn(index.Weights), $"seed {seed}: {rule.Id}");
                Assert.True(shares is null || index.Blocks.All(b => shares[b.Index] >= 0 && (plan.IsPlaced(b.Index) || shares[b.Index] == 0)));
            }
        }
    }

    [Fact]
    public void What_a_block_breaks_alone_is_what_the_rules_report_of_it()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var index = ProblemIndex.Of(RandomProblems.Make(seed));
            var plan = new OrderedPlan(RandomSchedules.Make(index, seed, 50));
            var reported = RuleBook.Alone.SelectMany(r => r.Check(plan)).Select(v => (Block: index.BlockIndex[v.Blocks[0]], v.Rule)).ToHashSet();

            var alone = plan.Placed.SelectMany(b => RuleBook.BreaksAlone(index, b, plan.At(b).Stage, plan.At(b).Start).Select(r => (b, r.Id))).ToHashSet();

            Assert.True(reported.SetEquals(alone), $"seed {seed}");
            Assert.All(plan.Placed, b => Assert.Equal(alone.All(a => a.b != b), RuleBook.CanStand(index, index.Blocks[b], plan.At(b))));
        }
    }

    private static long[]? UnlessUnlisted(Func<long[]> costs)
    {
        try
        {
            return costs();
        }
        catch (UnlistedMoveException)
        {
            return null;
        }
    }
}
