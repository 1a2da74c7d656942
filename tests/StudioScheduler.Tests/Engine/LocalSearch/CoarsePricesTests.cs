using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;
using StudioScheduler.Engine;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Tests.Problems;

namespace StudioScheduler.Tests.Engine.LocalSearch;

/// <summary>The same rules at other prices, for what a search settles first.</summary>
public class CoarsePricesTests
{
    private const int Price = 50;
    private const double Share = 0.25;

    private static IEnumerable<int> Stages => Enumerable.Range(0, Model.StageCount);

    private static readonly SearchModel Model = new(ProblemIndex.Of(ProblemFile.Read(Instances.Sample("base-8x15")).Required()));

    [Fact]
    public void While_room_is_looked_for_wishes_cost_a_share_and_nights_rates_and_presence_nothing()
    {
        var room = Model.Coarse(Price, Share);

        Assert.Contains(Model.Blocks, b => b.HasWanted && b.NightCost > 0 && b.StageCosts[0] > 0);
        Assert.Contains(Model.Workers, w => w.PresenceCost > 0);
        Assert.All(room.Blocks.Zip(Model.Blocks), b => Assert.Equal((b.Second.HasWanted, b.Second.WantedCost / 4, 0L), (b.First.HasWanted, b.First.WantedCost, b.First.NightCost)));
        Assert.All(room.Blocks, b => Assert.All(b.StageCosts, c => Assert.Equal(0, c)));
        Assert.All(Model.Coarse(Price, wishShare: 0).Blocks, b => Assert.False(b.HasWanted));
        Assert.All(room.Workers, w => Assert.Equal(0, w.PresenceCost));
        Assert.False(Model.IsCoarse);
    }

    [Fact]
    public void While_wishes_come_first_they_and_changeovers_cost_what_they_cost()
    {
        var wishes = Model.Coarse(changeoverPrice: 0, wishShare: 1);

        Assert.Equal(Model.Blocks.Select(b => b.WantedCost), wishes.Blocks.Select(b => b.WantedCost));
        Assert.Equal(Model.ChangeoverCosts, wishes.ChangeoverCosts);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Wishes_come_first_only_where_a_block_or_two_stay_out(int leftOut, bool comeFirst)
    {
        var half = HalfAWeek();
        var block = half.Blocks[0];
        var tooShort = new TimeWindow(block.Window.From, block.Window.From.AddMinutes(block.DurationMinutes - half.StepMinutes));
        var extra = Enumerable.Range(0, leftOut).Select(i => block with { Id = new($"extra-{i}"), Window = tooShort, After = [] });
        var problem = ProblemIndex.Of(half with { Blocks = [.. half.Blocks, .. extra] });

        SolveResult Solve(double until) =>
            WeekSolver.Solve(problem, new() { Steps = 10_000, Threads = 1, Seed = 1 }, new SearchSettings { WishesUntil = until }, TimeProvider.System, null, default);
        var (with, without) = (Solve(0.7), Solve(0));

        Assert.Equal(leftOut, problem.Blocks.Count(b => !with.Placements.IsPlaced(b.Index)));
        Assert.Equal(comeFirst, with.Score != without.Score);
    }

    // All but rates are free here: where the last block has found room, a schedule costs nothing at coarse prices.
    [Fact]
    public void A_search_that_found_room_for_all_goes_on_for_what_costs_nothing_while_it_looks_for_room()
    {
        var problem = ProblemIndex.Of(HalfAWeek() with
        {
            Weights = new Weights { Wanted = 0, Night = 0, Move = 0, Wait = 0, Shift = 0, Changeover = 0, Presence = 0, Changed = 0 },
        });

        var result = WeekSolver.Solve(problem, new() { Steps = 20_000, Threads = 1, Seed = 1 });

        Assert.Equal((0L, 20_000L), (result.Score.Medium, result.Steps));
    }

    [Fact]
    public void A_changeover_costs_what_its_time_is_worth_on_crowded_stages_only()
    {
        var room = Model.Coarse(Price, Share);

        Assert.Contains(Stages, s => Model.IsCrowded[s] && Model.ChangeoverCosts[s] > 0);
        Assert.Contains(Stages, s => !Model.IsCrowded[s]);
        Assert.All(Stages, s => Assert.Equal(Model.ChangeoverCosts[s] * (Model.IsCrowded[s] ? Price : 1), room.ChangeoverCosts[s]));
    }

    [Fact]
    public void The_same_places_are_legal_at_other_prices()
    {
        var room = new WorkingPlan(Model.Coarse(Price, Share));
        var plan = new WorkingPlan(Model);
        var copy = new Incumbent(Model.Blocks.Length);
        foreach (var block in Model.Blocks)
        {
            if (plan.Scan.Best(block.Index, false, 0, null, out var best))
            {
                plan.Put(block.Index, best);
            }
        }

        var soft = plan.State.Soft;
        copy.Copy(plan.State);
        copy.PriceInto(room);

        Assert.Equal(plan.State.Medium, room.State.Medium);
        Assert.True(room.State.Cost < plan.State.Cost);
        var left = Model.Blocks.Where(b => !plan.State.IsPlaced(b.Index)).ToArray();
        Assert.NotEmpty(left);
        foreach (var block in left)
        {
            foreach (var (stage, tick) in block.Stages.SelectMany(s => Enumerable.Range(0, Model.Ticks - block.Ticks).Select(t => (s, t))))
            {
                Assert.Equal(plan.Scan.Fits(block.Index, stage, tick), room.Scan.Fits(block.Index, stage, tick));
            }
        }

        // and back: the problem's prices are found again
        copy.Copy(room.State);
        copy.PriceInto(plan);
        Assert.Equal(soft, plan.State.Soft);
    }

    // Half of the blocks: all find room, but not at once.
    private static Problem HalfAWeek()
    {
        var sample = ProblemFile.Read(Instances.Sample("base-8x15")).Required();
        var half = sample.Blocks.Where((_, i) => i % 10 < 5).ToArray();
        var ids = half.Select(b => b.Id).ToHashSet();
        return sample with { Blocks = [.. half.Select(b => b with { After = [.. b.After.Where(a => ids.Contains(a.Block))] })] };
    }
}
