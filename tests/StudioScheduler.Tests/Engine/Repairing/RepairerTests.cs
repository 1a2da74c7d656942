using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Time;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Repairing;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Engine.Repairing;

public sealed class RepairerTests
{
    private static readonly SolveOptions Short = new() { Steps = 4000, Threads = 1, Seed = 1 };

    [Fact]
    public void A_closed_stage_is_repaired_with_no_rule_broken_and_the_frozen_hours_kept()
    {
        var problem = WithAClosedStage(Published());
        var index = ProblemIndex.Of(problem);
        var proposals = Repairer.Repair(index, Short);
        Assert.NotEmpty(proposals);
        Assert.All(proposals, p => Assert.Equal(0, p.Result.Score.Hard));
        Assert.All(proposals, p => Assert.Equal(p.Result.Score, Evaluator.Score(p.Result.Placements)));
        Assert.All(proposals, p => Assert.Equal(p.Changed, p.Reasons.Count));
        Assert.All(proposals, p => Assert.InRange(p.Risk, 0, 1));
    }

    [Fact]
    public void Proposals_are_ranked_by_what_is_left_out_then_by_cost_of_change()
    {
        var proposals = Repairer.Repair(ProblemIndex.Of(WithAClosedStage(Published())), Short);
        Assert.Equal(proposals.Select(p => (-p.Result.Score.Medium, p.CostOfChange)).Order(), proposals.Select(p => (-p.Result.Score.Medium, p.CostOfChange)));
        Assert.Equal(proposals.Count, proposals.Select(p => string.Join(' ', p.Changes.Changes)).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_seed_and_steps_give_the_same_proposals(int threads)
    {
        var index = ProblemIndex.Of(WithAClosedStage(Published()));
        string Repair() => string.Join('\n', Repairer.Repair(index, Short with { Steps = 800, Threads = threads })
            .Select(p => string.Join(' ', index.Blocks.Select(b => p.Result.Placements[b.Index]))));

        var first = Repair();

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(first, Repair()));
    }

    /// <summary>The short form of <c>tests/bench repair</c>.</summary>
    [Fact]
    public void After_two_closures_the_three_urgent_blocks_are_in_and_there_is_a_choice()
    {
        var problem = SampleBase.Generate(new SampleOrder { Crews = 8, Stages = 15, Load = 0.6, Seed = 2 });
        var index = ProblemIndex.Of(DisturbedWeek.Of(WeekSolver.Solve(ProblemIndex.Of(problem), Short).Placements, seed: 2));
        var proposals = Repairer.Repair(index, Short);
        Assert.InRange(proposals.Count, 2, 3);
        Assert.All(proposals, p => Assert.Equal(0, p.Result.Score.Hard));
        Assert.All(index.Blocks.Where(b => b.Id.Value.StartsWith("urgent-", StringComparison.Ordinal)), b => Assert.True(proposals[0].Result.Placements.IsPlaced(b.Index)));
    }

    [Fact]
    public void A_plan_that_still_stands_is_left_alone_by_the_calm_proposal()
    {
        var proposals = Repairer.Repair(ProblemIndex.Of(Published()), Short);
        Assert.Equal(0, proposals[0].Changed);
    }

    [Fact]
    public void Who_moves_for_want_of_a_pool_says_so_and_who_has_it()
    {
        var week = new TinyWeek { Now = 0 }.Pool("gear", 5, (0, 240, 3));
        foreach (var i in Enumerable.Range(0, 5))
        {
            week.Stage($"s{i}").Block($"b{i}", on: [$"s{i}"], pools: [("gear", 1)]).Publish($"b{i}", 60, $"s{i}");
        }

        var mended = Repairer.Repair(ProblemIndex.Of(week.Problem()), Short with { Steps = 200 })[0];

        Assert.Equal(2, mended.Changed);
        Assert.All(mended.Reasons.Values, r => Assert.Equal("pool", r.Rule));
        Assert.All(mended.Reasons.Values, r => Assert.Equal(3, r.Blocks.Count));
    }

    [Fact]
    public void Who_would_be_too_near_behind_another_block_says_which_rule_keeps_it_away()
    {
        var sound = new TinyWeek().Stage("s", neighbours: ["t"]).Stage("t")
            .Block("loud", on: ["s"], sound: Sound.Loud, window: (60, 120)).Block("quiet", on: ["t"], sound: Sound.Quiet).Publish("quiet", 60, "t");
        var after = new TinyWeek().Stage("s").Stage("t")
            .Block("first", on: ["s"], window: (60, 120)).Block("second", on: ["t"], after: [("first", 0)]).Publish("second", 60, "t");
        var changeover = new TinyWeek().Changeovers("set", 0, 60)
            .Block("old", window: (60, 120), look: "x").Block("new", look: "y").Publish("new", 120);

        Assert.Equal(["sound", "after", "stage-overlap"], new[] { sound, after, changeover }.Select(
            week => Assert.Single(Repairer.Repair(ProblemIndex.Of(week.Problem()), Short with { Steps = 200 })[0].Reasons).Value.Rule));
    }

    [Fact]
    public void What_if_tells_the_difference_that_a_change_makes()
    {
        var problem = Published() with { Published = null };
        var index = ProblemIndex.Of(problem);
        var (stage, start) = WhatIf.Compare(index, index, Short).Base.Placements[0]!.Value;
        var from = index.Grid.InstantAt(start);
        var closed = new Closure(new TimeWindow(from, from.AddMinutes(index.Blocks[0].DurationMinutes)), "LED wall down");
        var changed = problem with { Stages = [.. problem.Stages.Select((s, i) => i == stage ? s with { Closed = s.Closed.Add(closed) } : s)] };
        var result = WhatIf.Compare(index, ProblemIndex.Of(changed), Short);
        Assert.Equal(0, result.Base.Score.Hard);
        Assert.Equal(0, result.Changed.Score.Hard);
        Assert.Equal(result.Changed.Score, Evaluator.Score(result.Changed.Placements));
        Assert.Contains(result.Changes.Changes, c => c.Block == problem.Blocks[0].Id);
    }

    [Fact]
    public void What_changes_nothing_makes_no_difference()
    {
        var index = ProblemIndex.Of(SampleBase.Generate(new SampleOrder { Crews = 4, Stages = 8, Seed = 3 }));
        var result = WhatIf.Compare(index, ProblemIndex.Of(index.Problem), Short);
        Assert.Equal(result.Base.Score, result.Changed.Score);
        Assert.Empty(result.Changes.Changes);
    }

    private static Problem Published()
    {
        var problem = SampleBase.Generate(new SampleOrder { Crews = 4, Stages = 8, Seed = 3 });
        var plan = WeekSolver.Solve(ProblemIndex.Of(problem), Short).Placements;
        return problem with { Now = problem.Start, Published = RepairWarmUp.Publish(plan, problem.Start.AddHours(4)) };
    }

    // The stage that most blocks can use is closed on the third day.
    private static Problem WithAClosedStage(Problem problem)
    {
        var busiest = problem.Blocks.SelectMany(b => b.Stages).GroupBy(s => s.Value, StringComparer.Ordinal).OrderByDescending(g => g.Count()).First().Key;
        var closed = new Closure(new TimeWindow(problem.Start.AddHours(48), problem.Start.AddHours(72)), "LED wall down");
        return problem with { Stages = [.. problem.Stages.Select(s => s.Id.Value == busiest ? s with { Closed = s.Closed.Add(closed) } : s)] };
    }
}
