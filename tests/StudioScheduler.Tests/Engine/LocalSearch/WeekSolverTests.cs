using System.Diagnostics;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;
using StudioScheduler.Tests.Generated;
using StudioScheduler.Tests.Problems;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Engine.LocalSearch;

public class WeekSolverTests
{
    private static readonly ProblemIndex Sample = ProblemIndex.Of(ProblemFile.Read(Instances.Sample("base-8x15")).Required());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_seed_and_steps_give_the_same_file_ten_times(int threads)
    {
        var options = new SolveOptions { Steps = 400, Threads = threads, Seed = 5 };
        string Solve() => ScheduleFile.Write(ScheduleReport.Of(Sample, WeekSolver.Solve(Sample, options), Wording.English, isTimed: false));

        var first = Solve();

        Assert.All(Enumerable.Range(0, 9), _ => Assert.Equal(first, Solve()));
    }

    [Fact]
    public void Another_seed_gives_another_schedule() =>
        Assert.NotEqual(
            WeekSolver.Solve(Sample, new() { Steps = 300, Seed = 1 }).Score,
            WeekSolver.Solve(Sample, new() { Steps = 300, Seed = 2 }).Score);

    [Fact]
    public void Zero_seconds_give_a_full_schedule_that_breaks_nothing()
    {
        var result = WeekSolver.Solve(Sample, new() { Budget = TimeSpan.Zero });

        Assert.Equal(0, result.Score.Hard);
        Assert.Equal(0, result.Steps);
        Assert.InRange(result.Score.Medium, -14_000, 0);
    }

    [Fact]
    public void Cancelled_in_the_middle_it_hands_over_the_best_so_far()
    {
        using var cancel = new CancellationTokenSource();
        var asked = 0L;
        var progress = new OnReport(p =>
        {
            if (p.Steps > 100 && !cancel.IsCancellationRequested)
            {
                asked = Stopwatch.GetTimestamp();
                cancel.Cancel();
            }
        });

        var result = WeekSolver.Solve(Sample, new() { Budget = TimeSpan.FromSeconds(60) }, progress, cancel.Token);

        Assert.True(result.WasCancelled);
        Assert.Equal(0, result.Score.Hard);
        Assert.True(Stopwatch.GetElapsedTime(asked) < TimeSpan.FromSeconds(2), "not at once, even for a busy machine");
    }

    [Fact]
    public void A_longer_search_is_no_worse_than_the_first_schedule_and_much_better_on_a_full_base()
    {
        var first = WeekSolver.Solve(Sample, new() { Budget = TimeSpan.Zero });
        var later = WeekSolver.Solve(Sample, new() { Steps = 3000, Threads = 1 });

        Assert.True(later.Score.Medium > first.Score.Medium / 2, $"{first.Score} then {later.Score}");
    }

    [Fact]
    public void From_a_schedule_the_search_goes_on_and_never_ends_worse()
    {
        var first = WeekSolver.Solve(Sample, new() { Steps = 2000, Threads = 1 });

        var next = WeekSolver.Solve(Sample, new() { Steps = 50, Threads = 1, From = first.Placements });

        Assert.True(next.Score >= first.Score, $"{first.Score} then {next.Score}");
    }

    [Fact]
    public void A_problem_without_blocks_has_an_empty_schedule()
    {
        var empty = ProblemIndex.Of(RandomProblems.Make(3) with { Blocks = [], Pins = [], Published = null });

        var result = WeekSolver.Solve(empty, new() { Steps = 100 });

        Assert.Equal(new Score(0, 0, 0), result.Score);
    }

    /// <summary>Five frozen blocks want a pool of which a fault leaves fewer units: one stretch over capacity is less than the blocks that would have to go.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Frozen_blocks_that_break_one_rule_together_stay_rather_than_break_one_each(int left)
    {
        var week = new TinyWeek { Now = 0, FrozenUntil = 240 }.Pool("gear", 5, (0, 240, left));
        foreach (var i in Enumerable.Range(0, 5))
        {
            week.Stage($"s{i}").Block($"b{i}", on: [$"s{i}"], pools: [("gear", 1)]).Publish($"b{i}", 60, $"s{i}");
        }

        var result = Solved(week);

        Assert.Equal(new Score(-1, 0, 0), result.Score with { Soft = 0 });
        Assert.Equal("pool", Assert.Single(result.Violations).Rule);
    }

    [Fact]
    public void A_block_pinned_and_frozen_at_one_place_stays_there_at_the_price_of_one_broken_rule()
    {
        var result = Solved(new TinyWeek { Now = 0, FrozenUntil = 240 }
            .Crew("c", 720, 600, lastWorked: (-300, 120)).Block("b", crew: "c", window: (0, 1440)).Pin("b", 60).Publish("b", 60));

        Assert.Equal(-1, result.Score.Hard);
        Assert.Equal("crew-overlap", Assert.Single(result.Violations).Rule);
    }

    /// <summary>Starting one after the other they are searched as they stand; starting together, or one within the other, the second one is put back at the end.</summary>
    [Theory]
    [InlineData(90, 60)]
    [InlineData(60, 60)]
    [InlineData(75, 15)]
    public void Two_blocks_pinned_and_frozen_that_overlap_both_stay(int second, int minutes)
    {
        var result = Solved(new TinyWeek { Now = 0, FrozenUntil = 240 }.Stage("s").Stage("t").Crew("c", 720, 600)
            .Block("a", on: ["s"], crew: "c").Block("b", minutes, on: ["t"], crew: "c").Block("free", crew: "c", on: ["s", "t"])
            .Pin("a", 60, "s").Pin("b", second, "t").Publish("a", 60, "s").Publish("b", second, "t"));

        Assert.Equal(new Score(-1, 0, 0), result.Score with { Soft = 0 });
        Assert.Equal("crew-overlap", Assert.Single(result.Violations).Rule);
    }

    [Fact]
    public void Of_two_pins_that_cannot_both_stand_the_one_without_another_place_is_not_left_out_for_it()
    {
        var result = Solved(new TinyWeek().Block("a", 120, window: (0, 120)).Block("b", 60, window: (0, 120)).Pin("a", 0).Pin("b", 60));

        Assert.Equal(new Score(-1, 0, 0), result.Score with { Soft = 0 });
    }

    private static SolveResult Solved(TinyWeek week)
    {
        var result = WeekSolver.Solve(ProblemIndex.Of(week.Problem()), new() { Steps = 60, Threads = 1 }, NastyCase.Asserting, TimeProvider.System, null, default);
        Assert.Equal(Evaluator.Score(result.Placements), result.Score);
        Assert.Equal(-result.Score.Hard, result.Violations.Count);
        return result;
    }

    private sealed class OnReport(Action<SolveProgress> act) : IProgress<SolveProgress>
    {
        public void Report(SolveProgress value) => act(value);
    }
}
