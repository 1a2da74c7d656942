using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Says every tenth of a second how far the search is. Called by one thread only.</summary>
internal sealed class ProgressReports(SearchModel model, IProgress<SolveProgress>? progress, BudgetClock clock, int brokenAnyway)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private TimeSpan next = TimeSpan.Zero;

    /// <summary>Knows the bound of a score, if anybody does.</summary>
    public Func<Score, Bound?>? BoundOf { get; set; }

    public void MaybeReport(long steps, Incumbent own, Incumbent shared)
    {
        if (progress is null || clock.Elapsed < next)
        {
            return;
        }

        Report(steps, shared.IsBeatenBy(own) ? own : shared);
        next = clock.Elapsed + Pause;
    }

    public void Report(long steps, Incumbent best)
    {
        if (progress is null)
        {
            return;
        }

        var left = 0;
        for (var block = 0; block < model.Blocks.Length; block++)
        {
            left += best.StageOf(block) < 0 ? 1 : 0;
        }

        var score = new Score(-brokenAnyway - best.Missing, -best.Medium, best.Soft);
        progress.Report(new(clock.Elapsed.TotalSeconds, steps, score, left, BoundOf?.Invoke(score)));
    }
}
