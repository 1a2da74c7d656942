using Google.OrTools.Sat;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// The whole problem, every rule, in one CP-SAT model: first the least left out, then the least soft cost with no more left out.
/// For small bases (some ten blocks to proven optimality in seconds); on a full base the weekly search is far better.
/// </summary>
public static class WholeWeek
{
    /// <param name="settings">The time is for each of the two passes.</param>
    /// <param name="cancellation">Ends it with what is there.</param>
    public static WholeWeekResult Solve(ProblemIndex problem, SatSettings settings, CancellationToken cancellation = default)
    {
        var week = Build(problem);
        var leftOut = LeftOut(week);
        week.Model.Minimize(leftOut);
        var solver = new CpSolver { StringParameters = settings.Text };
        var status = Run(solver, week, cancellation);
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
        {
            return new(status == CpSolverStatus.Infeasible ? WholeWeekEnd.Contradiction : WholeWeekEnd.Nothing, null, 0, 0, 0);
        }

        var medium = (long)Math.Round(solver.ObjectiveValue);
        var mediumProven = status == CpSolverStatus.Optimal;
        var mediumBound = mediumProven ? medium : (long)Math.Ceiling(solver.BestObjectiveBound - 1e-6);
        Hint(week, solver);
        week.Model.Add(leftOut <= medium);
        var soft = Soft(week);
        week.Model.Minimize(soft);
        var second = new CpSolver { StringParameters = settings.Text };
        status = Run(second, week, cancellation);
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
        {
            return new(WholeWeekEnd.Feasible, Read(week, solver), mediumBound, 0, 0);
        }

        return new(
            mediumProven && status == CpSolverStatus.Optimal ? WholeWeekEnd.Proven : WholeWeekEnd.Feasible,
            Read(week, second), mediumBound, (long)Math.Round(second.ObjectiveValue), (long)Math.Ceiling(second.BestObjectiveBound - 1e-6));
    }

    /// <summary>
    /// The least that can be left out, if that is less than <paramref name="known"/> leaves out. Ends with a contradiction where it is not.
    /// </summary>
    public static WholeWeekResult LeaveOutLess(ProblemIndex problem, Score known, SatSettings settings, CancellationToken cancellation)
    {
        var week = Build(problem);
        var leftOut = LeftOut(week);
        week.Model.Add(leftOut <= -known.Medium - 1);
        return Least(week, leftOut, settings, cancellation);
    }

    /// <summary>
    /// The least that a schedule costs which leaves out no more than <paramref name="known"/>, if that is less than it costs. Ends with a
    /// contradiction where it is not.
    /// </summary>
    public static WholeWeekResult CostLess(ProblemIndex problem, Score known, SatSettings settings, CancellationToken cancellation)
    {
        var week = Build(problem);
        week.Model.Add(LeftOut(week) <= -known.Medium);
        var soft = Soft(week);
        week.Model.Add(soft <= -known.Soft - 1);
        return Least(week, soft, settings, cancellation);
    }

    private static WholeWeekResult Least(WeekModel week, LinearExpr goal, SatSettings settings, CancellationToken cancellation)
    {
        week.Model.Minimize(goal);
        var solver = new CpSolver { StringParameters = settings.Text };
        return Run(solver, week, cancellation) switch
        {
            CpSolverStatus.Optimal => new(WholeWeekEnd.Proven, Read(week, solver), 0, 0, 0),
            CpSolverStatus.Feasible => new(WholeWeekEnd.Feasible, Read(week, solver), 0, 0, 0),
            CpSolverStatus.Infeasible => new(WholeWeekEnd.Contradiction, null, 0, 0, 0),
            _ => new(WholeWeekEnd.Nothing, null, 0, 0, 0),
        };
    }

    private static LinearExpr LeftOut(WeekModel week) =>
        LinearExpr.WeightedSum(week.Placed.Select(p => LinearExpr.Sum([p.Not()])), week.Index.Blocks.Select(b => b.LeftOutCost));

    private static CpSolverStatus Run(CpSolver solver, WeekModel week, CancellationToken cancellation)
    {
        using var ending = cancellation.Register(solver.StopSearch);
        return cancellation.IsCancellationRequested ? CpSolverStatus.Unknown : solver.Solve(week.Model);
    }

    private static WeekModel Build(ProblemIndex problem)
    {
        var week = new WeekModel(problem);
        for (var stage = 0; stage < problem.Stages.Length; stage++)
        {
            StageModel.Add(week, stage);
        }

        foreach (var crew in problem.Crews)
        {
            TourModel.AddCrew(week, crew);
        }

        foreach (var person in problem.People)
        {
            TourModel.AddPerson(week, person);
        }

        for (var pool = 0; pool < problem.Pools.Length; pool++)
        {
            PoolModel.Add(week, pool);
        }

        foreach (var block in problem.Blocks)
        {
            PairModel.AddAfter(week, block);
            PlaceCostModel.Add(week, block);
        }

        PairModel.AddSound(week);
        return week;
    }

    // Rate and presence are rounded down as sums: the least whole number with 60 × whole >= sixtieths - 59.
    private static LinearExpr Soft(WeekModel week)
    {
        var rate = RoundedDown(week, week.Rate60, "rate");
        var presence = RoundedDown(week, week.Presence60, "presence");
        return Sum(week.Costs) + (rate * week.Index.Weights.Rate) + (presence * week.Index.Weights.Presence);
    }

    private static IntVar RoundedDown(WeekModel week, List<(LinearExpr Term, long Weight)> sixtieths, string name)
    {
        var whole = week.Model.NewIntVar(0, 1_000_000_000_000, name);
        week.Model.Add((whole * 60) + 59 >= Sum(sixtieths));
        return whole;
    }

    private static LinearExpr Sum(List<(LinearExpr Term, long Weight)> terms) =>
        terms.Count == 0 ? LinearExpr.Constant(0) : LinearExpr.WeightedSum(terms.Select(t => t.Term), terms.Select(t => t.Weight));

    private static void Hint(WeekModel week, CpSolver solver)
    {
        foreach (var block in week.Index.Blocks)
        {
            week.Model.AddHint(week.Starts[block.Index], solver.Value(week.Starts[block.Index]));
        }
    }

    private static Placements Read(WeekModel week, CpSolver solver)
    {
        var placements = new Placements(week.Index);
        foreach (var block in week.Index.Blocks)
        {
            for (var i = 0; i < block.Stages.Length; i++)
            {
                if (solver.BooleanValue(week.OnStage[block.Index][i]))
                {
                    placements[block.Index] = new(block.Stages[i], solver.Value(week.Starts[block.Index]));
                }
            }
        }

        return placements;
    }
}

public enum WholeWeekEnd
{
    /// <summary>Both medium and soft are optimal.</summary>
    Proven,

    /// <summary>A schedule with hard 0, not proven best.</summary>
    Feasible,

    /// <summary>No schedule has hard 0: proven.</summary>
    Contradiction,

    /// <summary>The time ended before anything was found.</summary>
    Nothing,
}

/// <param name="Placements">Null where nothing was found.</param>
/// <param name="LeftOutBound">No schedule leaves out less (priority × minutes); the value itself where proven.</param>
/// <param name="SoftCost">Of the placements as the model counts it; at least 0.</param>
/// <param name="SoftCostBound">No schedule that leaves out at most as much costs less.</param>
public sealed record WholeWeekResult(WholeWeekEnd End, Placements? Placements, long LeftOutBound, long SoftCost, long SoftCostBound);
