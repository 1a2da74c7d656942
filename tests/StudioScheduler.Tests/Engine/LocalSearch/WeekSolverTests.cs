using System.Diagnostics;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;
using StudioScheduler.Tests.Generated;
using StudioScheduler.Tests.Problems;

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

    private sealed class OnReport(Action<SolveProgress> act) : IProgress<SolveProgress>
    {
        public void Report(SolveProgress value) => act(value);
    }
}
