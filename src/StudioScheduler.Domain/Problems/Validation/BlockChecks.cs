using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems.Validation;

internal static class BlockChecks
{
    public static void Run(ProblemChecks checks)
    {
        checks.Number(Place.Root, "blocks", checks.Problem.Blocks.IsDefault ? 0 : checks.Problem.Blocks.Length, 0, Limits.Blocks);
        foreach (var (block, place) in checks.Items(checks.Problem.Blocks, Place.Root, "blocks"))
        {
            checks.Text(place, "id", block.Id.Value);
            checks.Text(place, "name", block.Name);
            checks.Text(place, "production", block.Production);
            checks.Text(place, "look", block.Look);
            checks.Crews.Require(place, "crew", block.Crew.Value);
            checks.Minutes(place, "durationMinutes", block.DurationMinutes, 1);
            checks.Number(place, "priority", block.Priority, 1, 10);
            Windows(checks, block, place);
            Needs(checks, block, place);
            if (!Enum.IsDefined(block.Light))
            {
                checks.Faults.Add(place.PathOf("light"), block.Light.ToString(), "fault.noChoice", ("choices", "any, day, night"));
            }

            if (!Enum.IsDefined(block.Sound))
            {
                checks.Faults.Add(place.PathOf("sound"), block.Sound.ToString(), "fault.noChoice", ("choices", "any, quiet, loud"));
            }
        }
    }

    private static void Windows(ProblemChecks checks, ShootingBlock block, Place place)
    {
        checks.Window(place.Member("window"), block.Window);
        if (block.Window.From < block.Window.To && (block.Window.To - block.Window.From).TotalMinutes < block.DurationMinutes
            && !checks.Faults.IsFaulty(place.PathOf("durationMinutes")))
        {
            checks.Faults.Add(place.PathOf("window"), $"{Rfc3339.Write(block.Window.From)} – {Rfc3339.Write(block.Window.To)}", "fault.windowShort",
                ("minutes", ProblemChecks.Say((long)(block.Window.To - block.Window.From).TotalMinutes)),
                ("duration", ProblemChecks.Say(block.DurationMinutes)));
        }

        if (block.Wanted is { } wanted)
        {
            checks.Window(place.Member("wanted"), wanted);
        }
    }

    private static void Needs(ProblemChecks checks, ShootingBlock block, Place place)
    {
        var stages = checks.List(block.Stages, place, "stages");
        if (stages.IsEmpty)
        {
            checks.Faults.Add(place.PathOf("stages"), "[]", "fault.noStage");
        }

        checks.Stages.RequireEach(checks, stages, s => s.Value, place, "stages");
        checks.People.RequireEach(checks, checks.List(block.People, place, "people"), p => p.Value, place, "people");

        var pools = checks.List(block.Pools, place, "pools");
        checks.Pools.RequireEach(checks, pools, u => u.Pool.Value, place, "pools", "pool");
        foreach (var (need, at) in checks.Items(pools, place, "pools"))
        {
            checks.Number(at, "units", need.Units, 1, Limits.Units);
        }

        var after = checks.List(block.After, place, "after");
        checks.Blocks.RequireEach(checks, after, a => a.Block.Value, place, "after", "block");
        foreach (var (link, at) in checks.Items(after, place, "after"))
        {
            checks.Minutes(at, "minGapMinutes", link.MinGapMinutes);
        }
    }
}
