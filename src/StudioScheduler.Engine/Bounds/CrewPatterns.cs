using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Bounds;

/// <summary>Makes the crews' whole weeks of a relaxation; crews whose shifts have too many sequences keep their priced ticks.</summary>
internal static class CrewPatterns
{
    // Sequence × delay × start, before what is cut off: some seconds for one evaluation of all crews.
    private const long MostWork = 4_000_000_000;
    private const int MostDepth = 12;
    private const long MostEntries = 8_000_000;

    /// <summary>Null where no crew is fit for it.</summary>
    public static CrewWeeks? Of(WeekRelaxation relaxation, int threads)
    {
        var problem = relaxation.Problem;
        var dropped = new bool[relaxation.Week.SupplyCount];
        var byCrew = relaxation.Blocks.ToLookup(b => problem.Blocks[b.Index].Crew);
        var most = MostWork / relaxation.Horizon;
        var fit = problem.Crews.Where(c => c.Shift is not null && byCrew[c.Index].Count() is > 0 and <= CrewPattern.MostBlocks)
            .Select(c => (People: OwnPeople(relaxation, c), Crew: c))
            .Select(c => (c.People, Pattern: Pattern(relaxation, c.Crew, [.. byCrew[c.Crew.Index]], c.People)))
            .Where(c => (long)c.Pattern.Kinds * c.Pattern.MaxTicks * relaxation.Horizon <= MostEntries)
            .Select(c => (c.People, c.Pattern, Size: c.Pattern.Size(most)))
            .Where(c => c.Size.Depth <= MostDepth).OrderBy(c => c.Size.Work);

        // As many crews as possible: the small ones first.
        var (weeks, depth) = (new List<CrewWeek>(), 1);
        foreach (var (people, pattern, size) in fit)
        {
            most -= size.Work;
            if (most < 0)
            {
                break;
            }

            depth = Math.Max(depth, size.Depth);
            weeks.Add(new CrewWeek(pattern, relaxation.Horizon));
            dropped[relaxation.SupplyOfCrew(pattern.Crew)] = true;
            foreach (var person in people)
            {
                dropped[relaxation.PlaceOfPerson(person.Index).Supply] = true;
            }
        }

        if (weeks.Count == 0)
        {
            return null;
        }

        var inWeeks = weeks.Select(w => w.Pattern.Crew).ToHashSet();
        var others = relaxation.Blocks.Where(b => !inWeeks.Contains(problem.Blocks[b.Index].Crew)).ToArray();
        return new CrewWeeks(relaxation.Week, others, [.. weeks], dropped, relaxation.Horizon, depth, threads);
    }

    // Those whose presence costs most and who work for this crew alone. A rule of theirs about shifts is dropped with their row:
    // it is seldom stricter than the crew's.
    private static IndexedWorker[] OwnPeople(WeekRelaxation relaxation, IndexedWorker crew) => relaxation.Of == BoundOf.Medium
        ? []
        : [.. relaxation.Problem.People
            .Where(p => p.PresenceRate > 0 && relaxation.PlaceOfPerson(p.Index).Row >= 0
                && p.Blocks.All(b => relaxation.Problem.Blocks[b].Crew == crew.Index))
            .OrderByDescending(p => p.PresenceRate).Take(CrewPattern.MostPeople)];

    private static CrewPattern Pattern(WeekRelaxation relaxation, IndexedWorker crew, RelaxedBlock[] blocks, IndexedWorker[] people)
    {
        var problem = relaxation.Problem;
        var step = problem.Grid.StepMinutes;
        var isSoft = relaxation.Of == BoundOf.Soft;
        var rows = people.Select(p => relaxation.PlaceOfPerson(p.Index).Row).ToArray();
        var (gap, pair) = (new int[blocks.Length, blocks.Length], new double[blocks.Length, blocks.Length]);
        for (var a = 0; a < blocks.Length; a++)
        {
            for (var b = 0; b < blocks.Length; b++)
            {
                if (a != b)
                {
                    var (minutes, points) = Between(relaxation, problem.Blocks[blocks[a].Index], problem.Blocks[blocks[b].Index]);
                    gap[a, b] = minutes / step;
                    pair[a, b] = isSoft ? Scale.Point * (double)points : 0;
                }
            }
        }

        var last = crew.LastWorked;
        var (max, rest) = (crew.Shift!.MaxMinutes / step, crew.Shift.MinRestMinutes / step);
        return new()
        {
            Crew = crew.Index,
            Blocks = [.. blocks.Select(b => Block(b, blocks, problem, rows))],
            Gap = gap,
            Pair = pair,
            WaitTick = isSoft ? Scale.Point * (double)problem.Weights.Wait * step : 0,
            MaxTicks = Math.Min(max, relaxation.Horizon),
            RestTicks = Math.Min(rest, relaxation.Horizon),
            ContinuesBefore = last is null ? 0 : (int)((last.Value.To / step) + rest + (last.Value.To % step > 0 ? 1 : 0)),
            ContinuedEnd = last is null ? 0 : (int)Math.Floor((last.Value.From + ((double)max * step)) / step),
            CostOfShift = isSoft ? Scale.Point * (double)problem.Weights.Shift : 0,
            PersonTick = [.. people.Select(p => Scale.Sixtieth * (double)problem.Weights.Presence * p.PresenceRate * step)],
        };
    }

    private static CrewBlock Block(RelaxedBlock given, RelaxedBlock[] all, ProblemIndex problem, int[] rows)
    {
        ulong after = 0;
        for (var i = 0; i < all.Length; i++)
        {
            after |= problem.Blocks[all[i].Index].After.Any(a => a.Block == given.Index) ? 1UL << i : 0;
        }

        var relaxed = given with
        {
            CrewRow = -1,
            Uses = [.. given.Uses.Where(u => !rows.Contains(u.Row))],
            Places = [.. given.Places.Select(p => p with { Cost = p.Cost - p.CrewCost })],
        };
        var people = rows.Select((row, p) => given.Uses.Any(u => u.Row == row) ? 1 << p : 0).Sum();
        return new(given, relaxed, given.Ticks, given.Places.Min(p => p.Runs[0].From), given.Places.Max(p => p.Runs[^1].To) - 1, people, after);
    }

    // The least gap, and the least of move and wait on top of what waits cost a tick beyond that gap.
    private static (int Minutes, long Points) Between(WeekRelaxation relaxation, IndexedBlock before, IndexedBlock after)
    {
        var problem = relaxation.Problem;
        var minutes = relaxation.Minima.GapBetween(before, after);
        var points = long.MaxValue;
        foreach (var from in before.Stages)
        {
            foreach (var to in after.Stages)
            {
                var (move, cost) = from == to ? (0, 0) : (problem.MoveMinutes(from, to), problem.Weights.Move);
                points = Math.Min(points, cost + ((long)problem.Weights.Wait * (minutes - move)));
            }
        }

        return (minutes, points);
    }
}
