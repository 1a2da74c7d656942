using Google.OrTools.Sat;
using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Engine.CpSat;

/// <summary>What a set of blocks leaves out at least: the proven bound of a <see cref="FloorModel"/>, also where the time ends before the optimum.</summary>
internal static class FloorProof
{
    /// <param name="known">Priority × minutes that a known schedule leaves out of the set; no more is asked. Any number is safe.</param>
    /// <param name="seconds">Wall clock.</param>
    /// <returns>Priority × minutes; and whether more time cannot say more.</returns>
    public static (long AtLeast, bool IsOptimal) Of(
        WeekRelaxation medium, RelaxedBlock[] blocks, long known, double seconds, CancellationToken cancellation)
    {
        if (blocks.Length == 0 || known <= 0)
        {
            return (0, true);
        }

        var floor = new FloorModel(medium, blocks);
        // Is less than is known possible at all? If not, what is known is the floor.
        var asked = (known + floor.Unit - 1) / floor.Unit;
        floor.Model.Add(floor.LeftOut <= asked - 1);
        var solver = new CpSolver { StringParameters = new SatSettings(seconds, 1, IsSmall: false).Text };
        using var ending = cancellation.Register(solver.StopSearch);
        var status = cancellation.IsCancellationRequested ? CpSolverStatus.Unknown : solver.Solve(floor.Model);
        return status switch
        {
            CpSolverStatus.Infeasible => (known, true),
            CpSolverStatus.Optimal => (Units(solver.ObjectiveValue), true),
            CpSolverStatus.Feasible or CpSolverStatus.Unknown => (Math.Min(known, Units(solver.BestObjectiveBound)), false),
            _ => (0, true),
        };

        long Units(double bound) => double.IsFinite(bound) && bound > 0 ? floor.Unit * (long)Math.Ceiling(Math.Min(bound, asked) - 1e-6) : 0;
    }
}
