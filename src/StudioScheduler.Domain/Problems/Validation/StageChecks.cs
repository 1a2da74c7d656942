using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems.Validation;

internal static class StageChecks
{
    public static void Run(ProblemChecks checks)
    {
        checks.Number(Place.Root, "stages", checks.Problem.Stages.IsDefault ? 0 : checks.Problem.Stages.Length, 0, Limits.Rows);
        foreach (var (stage, place) in checks.Items(checks.Problem.Stages, Place.Root, "stages"))
        {
            checks.Text(place, "id", stage.Id.Value);
            checks.Text(place, "name", stage.Name);
            checks.Text(place, "kind", stage.Kind);
            checks.Text(place, "zone", stage.Zone);
            if (stage.Look is { } look)
            {
                checks.Text(place, "look", look);
            }

            checks.Number(place, "hourlyRate", stage.HourlyRate, 0, Limits.Rate);
            foreach (var (closure, at) in checks.Items(stage.Closed, place, "closed"))
            {
                checks.Window(at, closure.During);
                checks.Text(at, "reason", closure.Reason);
            }

            checks.Stages.RequireEach(checks, checks.List(stage.SoundNeighbours, place, "soundNeighbours"), s => s.Value, place, "soundNeighbours");
        }
    }
}
