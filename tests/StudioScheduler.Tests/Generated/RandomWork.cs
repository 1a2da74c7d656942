using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Tests.Generated;

/// <summary>Crews, people and blocks of a random problem.</summary>
internal sealed record RandomWork(Crew[] Crews, Person[] People, ShootingBlock[] Blocks)
{
    public static RandomWork Draw(Chance chance, RandomSize size, DateTimeOffset start, int length, RandomPlaces places)
    {
        var crewIds = new RandomIds(chance);
        var crews = Enumerable.Range(0, chance.Between(1, size.Crews)).Select(_ => crewIds.Next()).Select(id => new Crew
        {
            Id = new(id),
            Name = id,
            Production = "p",
            Unavailable = [.. Away(chance, start, length)],
            Shift = Shift(chance),
            LastWorked = LastWorked(chance, start),
        }).ToArray();

        var personIds = new RandomIds(chance);
        var people = Enumerable.Range(0, chance.Between(0, size.People)).Select(_ => personIds.Next()).Select(id => new Person
        {
            Id = new(id),
            Name = id,
            Unavailable = [.. Away(chance, start, length)],
            Shift = chance.Percent(60) ? Shift(chance) : null,
            LastWorked = LastWorked(chance, start),
            PresenceRate = chance.Percent(70) ? chance.Between(0, 999) : null,
        }).ToArray();

        // Now and then a crew keeps to one zone, so that moves from it need not be listed.
        var keepsHome = chance.Percent(40);
        var zones = places.Stages.GroupBy(s => s.Zone).Select(z => z.ToArray()).ToArray();
        var homes = crews.ToDictionary(c => c.Id, _ => chance.Pick(zones));
        var blockIds = new RandomIds(chance);
        var blocks = new List<ShootingBlock>();
        for (var i = chance.Between(0, size.Blocks); i > 0; i--)
        {
            var crew = chance.Pick(crews).Id;
            blocks.Add(Block(chance, blockIds.Next(), crew, start, length, keepsHome ? homes[crew] : places.Stages, places.Pools, people, blocks));
        }

        return new(crews, people, chance.Shuffled(blocks));
    }

    /// <summary>For each crew and each person the blocks that need them.</summary>
    public IEnumerable<IEnumerable<ShootingBlock>> BlocksByWorker() =>
        [.. Crews.Select(c => Blocks.Where(b => b.Crew == c.Id)), .. People.Select(p => Blocks.Where(b => b.People.Contains(p.Id)))];

    private static ShootingBlock Block(
        Chance chance, string id, CrewId crew, DateTimeOffset start, int length, Stage[] on, Pool[] pools, Person[] people,
        List<ShootingBlock> earlier)
    {
        // Often the length of another block, so that two that start together are told apart by their ids alone.
        var duration = earlier.Count > 0 && chance.Percent(40)
            ? earlier[0].DurationMinutes
            : Math.Max(chance.Step, chance.Steps(chance.Step, Math.Min(length / 2, 5 * 60)));
        var stages = chance.Some(on, chance.Percent(70) ? 3 : 0).Append(chance.Pick(on));
        return new()
        {
            Id = new(id),
            Name = chance.Percent(50) ? id : $"Scene {id}",
            Production = "p",
            Crew = crew,
            DurationMinutes = duration,
            Stages = [.. stages.Select(s => s.Id).Distinct()],
            Look = chance.Pick(RandomPlaces.Looks),
            Window = Window(chance, start, length, duration),
            Wanted = chance.Percent(40) ? Window(chance, start, length, chance.Step) : null,
            Priority = chance.Between(1, 10),
            People = [.. chance.Some(people, 2).Select(p => p.Id)],
            Pools = [.. chance.Some(pools, 2).Select(p => new PoolUnits(p.Id, chance.Between(1, 2)))],
            After = [.. chance.Some(earlier, chance.Percent(30) ? 2 : 0).Select(b => new Predecessor(b.Id, chance.Steps(0, 120)))],
            Light = chance.Pick(Light.Any, Light.Any, Light.Day, Light.Night),
            Sound = chance.Pick(Sound.Any, Sound.Quiet, Sound.Loud),
        };
    }

    /// <summary>Often the whole horizon; it may begin before it, end after it or lie wholly outside.</summary>
    private static TimeWindow Window(Chance chance, DateTimeOffset start, int length, int atLeast)
    {
        if (chance.Percent(45))
        {
            return RandomClock.Window(start, (0, length));
        }

        var from = chance.Minute(-120, Math.Max(0, length - atLeast + 60));
        return RandomClock.Window(start, (from, from + atLeast + chance.Minute(0, length / 2)));
    }

    private static IEnumerable<TimeWindow> Away(Chance chance, DateTimeOffset start, int length) =>
        RandomClock.Apart(chance, 2, -120, length).Where(_ => chance.Percent(50)).Select(w => RandomClock.Window(start, w));

    private static ShiftRule Shift(Chance chance) => new(
        Math.Max(chance.Step, chance.Steps(2 * 60, 12 * 60)), Math.Max(chance.Step, chance.Steps(0, 11 * 60)));

    /// <summary>It starts before the horizon and may end inside it.</summary>
    private static TimeWindow? LastWorked(Chance chance, DateTimeOffset start)
    {
        if (chance.Percent(65))
        {
            return null;
        }

        var from = -chance.Between(1, 900);
        return RandomClock.Window(start, (from, Math.Max(from + 1, chance.Minute(from, 180))));
    }
}
