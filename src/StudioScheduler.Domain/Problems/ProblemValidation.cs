using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems.Validation;

namespace StudioScheduler.Domain.Problems;

/// <summary>What a problem must mean beyond its shape: the same for one read from a file and for one built in code.</summary>
public static class ProblemValidation
{
    /// <summary>Every fault of a problem that code has built, with the paths that it would have in a file.</summary>
    public static Reading<Problem> Of(Problem problem)
    {
        var faults = new FaultCollector();
        Check(problem, faults);
        return faults.Reading(problem);
    }

    internal static void Check(Problem problem, FaultCollector faults)
    {
        var checks = new ProblemChecks(problem, faults);
        FrameChecks.Run(checks);
        StageChecks.Run(checks);
        ChangeoverChecks.Run(checks);
        PoolChecks.Run(checks);
        WorkerChecks.Run(checks);
        BlockChecks.Run(checks);
        CircleChecks.Run(checks);
        ZonePairChecks.Run(checks);
        PlanChecks.Run(checks);
        WeightChecks.Run(checks);
    }
}
