using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Tests.Generated;

/// <summary>
/// Placements of every sort: blocks that touch, that start together, that stand as pinned or published, and, the wilder the more, on
/// foreign stages, off the grid and out of the horizon.
/// </summary>
internal static class RandomSchedules
{
    /// <param name="wildness">Percent of blocks that go anywhere.</param>
    public static Placements Make(ProblemIndex index, int seed, int wildness)
    {
        var chance = new Chance(seed, index.Grid.StepMinutes);
        var plan = new Placements(index);
        var placed = new List<int>();
        var leave = chance.Pick(0, 10, 30, 60);
        foreach (var block in chance.Shuffled(index.Blocks))
        {
            if (chance.Percent(leave))
            {
                continue;
            }

            plan[block.Index] = Place(chance, plan, block, placed, wildness);
            placed.Add(block.Index);
        }

        return plan;
    }

    private static Placement Place(Chance chance, Placements plan, IndexedBlock block, List<int> placed, int wildness)
    {
        var index = plan.Index;
        if (chance.Percent(wildness))
        {
            var anywhere = chance.Percent(30) ? chance.Between(-3 * 1440, (int)index.End + (5 * 1440)) : chance.Minute(-600, (int)index.End + 120);
            return new(chance.Percent(50) ? chance.Below(index.Stages.Length) : chance.Pick(block.Stages), anywhere);
        }

        if (block.Pin is { } pin && chance.Percent(70))
        {
            return pin;
        }

        if (block.Published is { } published && chance.Percent(50))
        {
            return published;
        }

        var stage = chance.Pick(block.Stages);
        if (placed.Count > 0 && chance.Percent(50))
        {
            var other = chance.Pick(placed);
            var touching = plan.During(other);
            return chance.Below(6) switch
            {
                0 => new(stage, touching.From),
                5 => new(block.Stages.Contains(plan[other]!.Value.Stage) ? plan[other]!.Value.Stage : stage, touching.From),
                1 => new(stage, touching.From - block.DurationMinutes),
                2 => new(stage, touching.To),
                3 => new(plan[other]!.Value.Stage, touching.To + index.ChangeoverMinutes(plan[other]!.Value.Stage, index.Blocks[other].Look, block.Look)),
                _ => new(stage, touching.To + Math.Max(0, index.MoveMinutes(plan[other]!.Value.Stage, stage))),
            };
        }

        var starts = block.StartWindow(index.End);
        var start = index.Grid.RoundUp(starts.IsEmpty ? 0 : chance.Between((int)starts.From, (int)starts.To - 1));
        return new(stage, start);
    }
}
