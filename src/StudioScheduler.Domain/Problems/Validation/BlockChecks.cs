using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems.Validation;

internal static class BlockChecks
{
    public static void Run(ProblemChecks checks)
    {
        checks.Number(Place.Root, "blocks", checks.Problem.Blocks.IsDefault ? 0 : checks.Problem.Blocks.Length, 0, Limits.Blocks);
        foreach (var (block, place) in checks.Items(checks.Problem.Blocks, Place.Root, "blocks"))
        {
            Values(checks, block, place);
            Names(checks, block, place);
        }
    }

    /// <summary>What a block must be by itself, whatever else there is.</summary>
    public static void Values(ProblemChecks checks, ShootingBlock block, Place place)
    {
        checks.Text(place, "id", block.Id.Value);
        checks.Text(place, "name", block.Name);
        checks.Text(place, "production", block.Production);
        checks.Text(place, "look", block.Look);
        checks.Minutes(place, "durationMinutes", block.DurationMinutes, 1);
        checks.Number(place, "priority", block.Priority, 1, 10);
        Windows(checks, block, place);
        if (checks.List(block.Stages, place, "stages").IsEmpty)
        {
            checks.Faults.Add(place.PathOf("stages"), "[]", "fault.noStage");
        }

        foreach (var (need, at) in checks.Items(block.Pools, place, "pools"))
        {
            checks.Number(at, "units", need.Units, 1, Limits.Units);
        }

        foreach (var (link, at) in checks.Items(block.After, place, "after"))
        {
            checks.Minutes(at, "minGapMinutes", link.MinGapMinutes);
        }

        if (!Enum.IsDefined(block.Light))
        {
            checks.Faults.Add(place.PathOf("light"), block.Light.ToString(), "fault.noChoice", ("choices", "any, day, night"));
        }

        if (!Enum.IsDefined(block.Sound))
        {
            checks.Faults.Add(place.PathOf("sound"), block.Sound.ToString(), "fault.noChoice", ("choices", "any, quiet, loud"));
        }
    }

    // Who and what else of the problem it names.
    private static void Names(ProblemChecks checks, ShootingBlock block, Place place)
    {
        checks.Crews.Require(place, "crew", block.Crew.Value);
        checks.Stages.RequireEach(checks, checks.List(block.Stages, place, "stages"), s => s.Value, place, "stages");
        checks.People.RequireEach(checks, checks.List(block.People, place, "people"), p => p.Value, place, "people");
        checks.Pools.RequireEach(checks, checks.List(block.Pools, place, "pools"), u => u.Pool.Value, place, "pools", "pool");
        checks.Blocks.RequireEach(checks, checks.List(block.After, place, "after"), a => a.Block.Value, place, "after", "block");
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
}
