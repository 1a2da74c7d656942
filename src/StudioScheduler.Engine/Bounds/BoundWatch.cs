using System.Diagnostics;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Improves the bound beside a running search, on a thread of its own that takes a share of one processor. Disposing it does not
/// wait: the thread ends by itself after its present slice.
/// </summary>
internal sealed class BoundWatch : IDisposable
{
    /// <summary>Below this budget the search needs every moment.</summary>
    public static readonly TimeSpan LeastBudget = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ShortBudget = TimeSpan.FromSeconds(15);

    // Of one processor: a fifth is a tenth of a search on two; in a short one every step counts for more than the bound.
    private readonly double share;

    private readonly Lock asking = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly ProblemIndex problem;
    private readonly Func<Score> best;
    private LowerBound? bound;

    /// <param name="budget">Of the search beside it.</param>
    /// <param name="best">The best schedule so far; asked often, from another thread.</param>
    public BoundWatch(ProblemIndex problem, TimeSpan budget, Func<Score> best)
    {
        share = budget <= ShortBudget ? 0.05 : 0.2;
        this.problem = problem;
        this.best = best;
        new Thread(Run) { IsBackground = true, Name = "bound" }.Start();
    }

    /// <summary>Null until there is one, and for a schedule that breaks a rule.</summary>
    public Bound? For(Score score)
    {
        lock (asking)
        {
            return score.Hard == 0 ? bound?.For(score) : null;
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
    }

    private void Run()
    {
        // Let the first schedules come first.
        if (IsStoppedAfter(TimeSpan.FromSeconds(0.5)))
        {
            return;
        }

        var own = new LowerBound(problem);
        lock (asking)
        {
            bound = own;
        }

        var clock = new Stopwatch();
        do
        {
            clock.Restart();
            own.Tell(best());
            own.Improve(Slice, stopping.Token);
        }
        while (!IsStoppedAfter(clock.Elapsed * ((1 - share) / share)));
    }

    private bool IsStoppedAfter(TimeSpan time) => stopping.Token.WaitHandle.WaitOne(time);
}
