using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Tests.Generated;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Engine.LocalSearch;

public class SearchAgainstTheRuleBookTests
{
    [Fact]
    public void After_every_step_the_running_score_is_the_rule_books_and_the_result_breaks_no_rule_or_says_which()
    {
        for (var seed = 1; seed <= 400; seed++)
        {
            Search(seed);
        }
    }

    /// <summary>What single seeds among tens of thousands once found: waits beside a stop that stood too close for a moment, and a pin on a foreign stage of a frozen block.</summary>
    [Theory]
    [InlineData(26749)]
    [InlineData(32132)]
    [InlineData(601)]
    [InlineData(7715)]
    public void Rare_problems_that_once_failed_are_searched_like_any(int seed) => Search(seed);

    [Fact]
    public void Where_a_stage_is_busy_all_the_time_another_order_keeps_the_rule_books_score_too()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var given = new SmallWeeks(seed) { Blocks = 7, HasPublished = seed % 2 == 0 }.Problem();
            var end = given.Start.AddMinutes(given.Blocks.Sum(b => b.DurationMinutes));
            var index = ProblemIndex.Of(given with
            {
                End = end,
                Blocks = [.. given.Blocks.Select(b => b with { Stages = [given.Stages[0].Id], Window = new(given.Start, end) })],
            });

            var result = WeekSolver.Solve(index, new() { Steps = 100, Threads = 1, Seed = seed }, NastyCase.Asserting, TimeProvider.System, null, default);

            Assert.True(result.Score.Hard == 0 || result.Contradictions.Count > 0, $"seed {seed}: {result.Score}");
        }
    }

    [Fact]
    public void Every_block_left_out_has_a_reason_that_names_a_rule_and_none_would_still_fit()
    {
        var rules = RuleBook.Hard.Select(r => r.Id).ToHashSet();
        for (var seed = 1; seed <= 200; seed++)
        {
            var index = ProblemIndex.Of(RandomProblems.Make(seed));

            var result = WeekSolver.Solve(index, new() { Steps = 10, Threads = 1 });

            foreach (var block in index.Blocks.Where(b => !result.Placements.IsPlaced(b.Index)))
            {
                Assert.NotEmpty(result.Reasons[block.Index]);
                Assert.All(result.Reasons[block.Index], r => Assert.Contains(r.Rule, rules));
            }
        }
    }

    [Fact]
    public void A_missing_predecessor_is_named_as_what_the_block_needs_and_not_as_one_to_push_aside()
    {
        var index = ProblemIndex.Of(new TinyWeek()
            .Block("a", 240, window: (0, 240), priority: 10).Block("b", 120, window: (0, 240)).Block("d", window: (0, 240), after: [("b", 0)]).Problem());

        var result = WeekSolver.Solve(index, new() { Steps = 10, Threads = 1 });

        Assert.Equal([1, 2], index.Blocks.Select(b => b.Index).Where(b => !result.Placements.IsPlaced(b)));
        foreach (var (words, sentence) in new[]
        {
            (Wording.English, "It needs b before it, which is left out itself."), (Wording.Chinese, "须先拍 b，而 b 本身未排入。"),
        })
        {
            var reason = Assert.Single(ScheduleReport.Of(index, result, words).Unscheduled.Single(u => u.Block.Value == "d").Reasons);
            Assert.Equal("after", reason.Rule);
            Assert.Empty(reason.Blocks);
            Assert.Equal(sentence, reason.Text);
        }
    }

    [Fact]
    public void A_place_is_legal_for_the_search_where_it_is_legal_for_the_rule_book_and_costs_the_same()
    {
        for (var seed = 1; seed <= 400; seed++)
        {
            var index = ProblemIndex.Of(RandomProblems.Make(seed, new() { Pins = false, Published = seed % 3 == 0 }));
            var model = new SearchModel(index);
            var plan = new WorkingPlan(model);
            if (!new FixedPlaces(model).PutInto(plan))
            {
                continue;
            }

            plan.State.CountRequired();
            FirstSchedule.Fill(model, plan, null);
            TakeSomeOut(plan, seed);
            foreach (var block in index.Blocks.Where(b => !plan.State.IsPlaced(b.Index) && !model.Required[b.Index]))
            {
                Compare(model, plan, block, seed);
            }
        }
    }

    [Fact]
    public void The_cheapest_place_is_the_cheapest_of_all_though_not_every_start_is_priced()
    {
        var withManyStarts = 0;
        for (var seed = 1; seed <= 400; seed++)
        {
            var index = ProblemIndex.Of(RandomProblems.Make(seed, new() { Pins = false, Published = seed % 3 == 0 }));
            var model = new SearchModel(index);
            var plan = new WorkingPlan(model);
            FirstSchedule.Fill(model, plan, null);
            TakeSomeOut(plan, seed);
            foreach (var block in model.Blocks.Where(b => !plan.State.IsPlaced(b.Index) && b.After.Length == 0))
            {
                var prices = block.Stages.Select(s => Enumerable.Range(0, model.Ticks)
                    .Where(t => plan.Scan.Fits(block.Index, s, t)).Select(t => plan.Scan.Price(block.Index, s, t)).ToArray()).ToArray();
                withManyStarts += prices.Any(p => p.Length >= InsertionScan.ManyStarts) ? 1 : 0;

                var isFound = plan.Scan.Best(block.Index, endsOnly: false, blink: 0, dice: null, out var best);

                Assert.Equal(prices.Any(p => p.Length > 0), isFound);
                Assert.True(!isFound || best.Price == prices.SelectMany(p => p).Min(), $"seed {seed}: {block.Source.Id} at {best}");
            }
        }

        Assert.True(withManyStarts >= 50, $"only {withManyStarts} blocks had so many starts that some were passed over");
    }

    private static void Search(int seed)
    {
        var index = ProblemIndex.Of(RandomProblems.Make(seed));
        var options = new SolveOptions { Steps = 30, Threads = 1 + (seed % 2), Seed = seed };

        var result = WeekSolver.Solve(index, options, NastyCase.Asserting, TimeProvider.System, null, default);

        Assert.True(result.Score.Hard == 0 || result.Contradictions.Count > 0, $"seed {seed}: {result.Score} without a contradiction");
        Assert.True(result.Score.Hard < 0 || result.Contradictions.Count == 0, $"seed {seed}: hard 0, but contradictions are named");
        Assert.Equal(Evaluator.Score(result.Placements), result.Score);
        var start = new StartingPlan(index, null);
        Assert.True(-result.Score.Hard <= start.Broken, $"seed {seed}: {result.Score}, though the fixed blocks break {start.Broken}");
    }

    private static void TakeSomeOut(WorkingPlan plan, int seed)
    {
        var dice = new Dice(seed, 7);
        var blocks = plan.State.Model.Blocks.Length;
        var taken = new BlockList(blocks);
        for (var i = 0; i < blocks / 3; i++)
        {
            plan.Take(dice.Below(blocks), taken);
        }

        if (!plan.Heal(taken))
        {
            plan.Undo();
        }
    }

    private static void Compare(SearchModel model, WorkingPlan plan, IndexedBlock block, int seed)
    {
        var placements = plan.State.PlacementsIn(model.Index);
        var before = Evaluator.Score(placements).Hard;
        foreach (var stage in block.Stages)
        {
            for (var tick = seed % 3; tick < model.Ticks; tick += 3)
            {
                placements[block.Index] = new(stage, (long)tick * model.Step);
                var after = Evaluator.Score(placements);
                var fits = plan.Scan.Fits(block.Index, stage, tick);
                Assert.True(fits == (after.Hard == before), $"seed {seed}: {block.Id} on stage {stage} at tick {tick}: the search says {fits}");
                if (fits)
                {
                    var price = plan.Scan.Price(block.Index, stage, tick);
                    plan.Put(block.Index, new(stage, tick, price));
                    Assert.True(plan.State.Soft == after.Soft, $"seed {seed}: {block.Id} on stage {stage} at tick {tick}: {plan.State.Soft}, not {after.Soft}");
                    plan.State.Take(block.Index);
                    plan.State.Cost -= price;
                }
            }
        }
    }
}
