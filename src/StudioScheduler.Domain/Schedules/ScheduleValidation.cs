using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Schedules;

/// <summary>
/// What makes a schedule one of its problem: every block in exactly one of the two lists, each left out with a reason. What rules it
/// breaks is not looked at here.
/// </summary>
public static class ScheduleValidation
{
    public static Reading<Schedule> Of(Schedule schedule, ProblemIndex index)
    {
        var faults = new FaultCollector();
        Check(schedule, index, faults);
        return faults.Reading(schedule);
    }

    internal static void Check(Schedule schedule, ProblemIndex index, FaultCollector faults)
    {
        if (schedule.Problem != index.Problem.Name)
        {
            faults.Add("problem", schedule.Problem, "fault.otherProblem", ("name", Fault.Shorten(index.Problem.Name)));
        }

        new ScheduleChecks(schedule, index, faults).Run();
    }
}
