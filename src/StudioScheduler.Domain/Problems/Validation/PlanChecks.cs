using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems.Validation;

/// <summary>Pins and the published plan: they may contradict every rule, but not name what is not there, nor a block twice.</summary>
internal static class PlanChecks
{
    public static void Run(ProblemChecks checks)
    {
        var pins = checks.List(checks.Problem.Pins, Place.Root, "pins");
        checks.Blocks.RequireEach(checks, pins, p => p.Block.Value, Place.Root, "pins", "block");
        foreach (var (pin, at) in checks.Items(pins, Place.Root, "pins"))
        {
            checks.Stages.Require(at, "stage", pin.Stage.Value);
            checks.Start(at, "start", pin.Start);
        }

        if (checks.Problem.Published is { } published)
        {
            Published(checks, published, Place.Root.Member("published"));
        }
    }

    private static void Published(ProblemChecks checks, PublishedPlan plan, Place place)
    {
        checks.Time(place, "frozenUntil", plan.FrozenUntil);
        var assignments = checks.List(plan.Assignments, place, "assignments");
        checks.Blocks.RequireEach(checks, assignments, a => a.Block.Value, place, "assignments", "block");
        foreach (var (assignment, at) in checks.Items(assignments, place, "assignments"))
        {
            checks.Stages.Require(at, "stage", assignment.Stage.Value);
            checks.Start(at, "start", assignment.Start);
            if (checks.HasHorizon && assignment.Start < checks.Problem.Start)
            {
                checks.Faults.Add(at.PathOf("start"), Rfc3339.Write(assignment.Start), "fault.publishedEarly",
                    ("start", Rfc3339.Write(checks.Problem.Start)));
            }

            if (assignment.Told is { } told && !Enum.IsDefined(told))
            {
                checks.Faults.Add(at.PathOf("told"), told.ToString(), "fault.noChoice", ("choices", "unsent, sent, seen, acknowledged"));
            }
        }
    }
}
