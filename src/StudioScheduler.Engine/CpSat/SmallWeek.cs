using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// The best schedule of a small base, proven: a short search, then that no less can be left out (floors, else CP-SAT), then that no schedule
/// costs less. CP-SAT refutes what is better than a known schedule much sooner than it finds that one by itself.
/// </summary>
internal static class SmallWeek
{
    // Some tenths of a second; on a small base that is often the best there is.
    private const int StepsOfBlock = 2_000;

    /// <param name="settings">The time is for each of the two proofs.</param>
    /// <param name="leastLeftOut">Is told what no schedule with hard 0 leaves out less than, once that is proven.</param>
    /// <returns>Null where nothing is proven before it is cancelled or the time ends.</returns>
    public static Proof? Prove(ProblemIndex problem, SatSettings settings, Action<long> leastLeftOut, CancellationToken cancellation)
    {
        var searched = WeekSolver.Solve(problem, new SolveOptions { Steps = StepsOfBlock * problem.Blocks.Length, Threads = 1, Seed = settings.Seed }, null, cancellation);
        var (best, known) = (searched.Placements, searched.Score);
        if (known.Hard < 0)
        {
            return null;
        }

        var medium = WeekRelaxation.OfMedium(problem);
        var floor = new LeftOutFloor(medium);
        while (floor.IsOpen && !cancellation.IsCancellationRequested)
        {
            floor.Improve();
        }

        if (-known.Medium > medium.SurelyLeftOut + floor.Sum && !Improve(WholeWeek.LeaveOutLess(problem, known, settings, cancellation)))
        {
            return null;
        }

        leastLeftOut(-known.Medium);
        return !cancellation.IsCancellationRequested && Improve(WholeWeek.CostLess(problem, known, settings, cancellation))
            ? new(best, BoundSource.Exact)
            : null;

        // Whether the best is proven now, be it the known or another.
        bool Improve(WholeWeekResult better)
        {
            (best, known) = better.Placements is { } found ? (found, Evaluator.Score(found)) : (best, known);
            return better.End is WholeWeekEnd.Contradiction or WholeWeekEnd.Proven;
        }
    }
}
