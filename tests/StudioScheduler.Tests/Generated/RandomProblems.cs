using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Tests.Generated;

/// <summary>
/// Small and nasty problems, always valid: pins, publications and freezes that contradict the rules, closures, pools without
/// capacity, last work that reaches into the horizon, chains, zones without a listed move, clocks that change. The same seed and size
/// give the same problem.
/// </summary>
internal static class RandomProblems
{
    public static Problem Make(int seed, RandomSize? size = null)
    {
        size ??= new();
        var chance = new Chance(seed, new Chance(seed, 1).Pick(5, 10, 15, 30, 60));
        var (zone, start) = RandomClock.Draw(chance);
        var length = Math.Max(chance.Step * 4, chance.Minute(6 * 60, size.Hours * 60));
        var places = RandomPlaces.Draw(chance, size, start, length);
        var work = RandomWork.Draw(chance, size, start, length, places);

        return new()
        {
            Name = $"random {seed}",
            TimeZone = zone,
            Start = start,
            End = start.AddMinutes(length),
            Now = chance.Percent(50) ? start.AddMinutes(chance.Minute(-2000, length)) : null,
            StepMinutes = chance.Step,
            Night = Night(chance),
            Daylight = [.. Daylight(chance, length).Select(w => RandomClock.Window(start, w))],
            Moves = Moves(chance, places, work),
            Stages = [.. places.Stages],
            Changeovers = [.. places.Changeovers],
            Pools = [.. places.Pools],
            People = [.. work.People],
            Crews = [.. work.Crews],
            Blocks = [.. work.Blocks],
            Pins = size.Pins ? Pins(chance, size, start, length, places, work) : [],
            Published = size.Published && chance.Percent(60) ? Published(chance, size, start, length, places, work) : null,
            Weights = Weights(chance),
        };
    }

    private static NightHours Night(Chance chance) => chance.Pick<NightHours>(
        new(new(22, 0), new(6, 0)), new(new(22, 0), new(6, 0)), new(new(9, 0), new(17, 30)), new(new(3, 0), new(3, 0)),
        new(new(2, 15), new(2, 45)), new(new(0, 0), new(2, 30)), new(new(23, 59), new(0, 1)));

    /// <summary>Windows that touch are two; windows that overlap are not forbidden.</summary>
    private static (int From, int To)[] Daylight(Chance chance, int length) =>
        [.. RandomClock.Apart(chance, 4, -60, length), .. chance.Percent(20) ? RandomClock.Apart(chance, 2, 0, length) : []];

    /// <summary>Every pair of zones that a worker may need, and sometimes others.</summary>
    private static Moves Moves(Chance chance, RandomPlaces places, RandomWork work)
    {
        var zoneOf = places.Stages.ToDictionary(s => s.Id, s => s.Zone);
        var needed = new HashSet<(string, string)>();
        foreach (var worker in work.BlocksByWorker())
        {
            var zones = worker.SelectMany(b => b.Stages).Select(s => zoneOf[s]).Distinct().Order(StringComparer.Ordinal).ToArray();
            needed.UnionWith(zones.SelectMany(a => zones.Where(b => string.CompareOrdinal(a, b) < 0).Select(b => (a, b))));
        }

        var all = chance.Percent(40);
        var pairs = RandomPlaces.Zones.SelectMany(a => RandomPlaces.Zones.Where(b => string.CompareOrdinal(a, b) < 0).Select(b => (a, b)));
        var listed = pairs.Where(p => all || needed.Contains(p))
            .Select(p => chance.Percent(50) ? p : (p.b, p.a))
            .Select(p => new ZoneMove(p.Item1, p.Item2, chance.Steps(0, 180)));
        return new(chance.Steps(0, 60), [.. chance.Shuffled(listed)]);
    }

    private static ImmutableArray<Pin> Pins(
        Chance chance, RandomSize size, DateTimeOffset start, int length, RandomPlaces places, RandomWork work) =>
        [.. chance.Some(work.Blocks, chance.Percent(50) ? 0 : 2)
            .Select(b => new Pin(b.Id, Stage(chance, size, places, b), start.AddMinutes(chance.Minute(-120, length))))];

    private static PublishedPlan Published(
        Chance chance, RandomSize size, DateTimeOffset start, int length, RandomPlaces places, RandomWork work) => new(
        start.AddMinutes(chance.Minute(-600, length)),
        [.. chance.Some(work.Blocks, work.Blocks.Length).Select(b => new PublishedAssignment(
            b.Id, Stage(chance, size, places, b), start.AddMinutes(Start(chance, start, length, b)),
            chance.Pick<Told?>(null, Told.Unsent, Told.Sent, Told.Seen, Told.Acknowledged)))]);

    /// <summary>Mostly where the block could be by its window, so that a freeze often holds.</summary>
    private static int Start(Chance chance, DateTimeOffset start, int length, ShootingBlock block)
    {
        var first = Math.Max(0, (int)(block.Window.From - start).TotalMinutes);
        var last = Math.Min(length, (int)(block.Window.To - start).TotalMinutes) - block.DurationMinutes;
        return chance.Percent(75) && first <= last ? (chance.Between(first, last) / chance.Step * chance.Step) : chance.Minute(0, length + 60);
    }

    private static StageId Stage(Chance chance, RandomSize size, RandomPlaces places, ShootingBlock block) =>
        size.ForeignStages && chance.Percent(20) ? chance.Pick(places.Stages).Id : chance.Pick(block.Stages);

    private static Weights? Weights(Chance chance)
    {
        return chance.Below(3) switch
        {
            0 => null,
            1 => new() { Wanted = Any(), Night = Any(), Move = Any(), Wait = Any(), Shift = Any(), Changeover = Any(), Rate = Any(), Presence = Any(), Changed = Any() },
            _ => new() { Wanted = Some(), Night = Some(), Move = Some(), Wait = Some(), Shift = Some(), Changeover = Some(), Rate = Some(), Presence = Some(), Changed = Some() },
        };

        int? Any() => chance.Between(0, 500);

        int? Some() => chance.Percent(50) ? null : chance.Between(0, 3);
    }
}
