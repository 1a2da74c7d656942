using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Tests.Generated;

/// <summary>Stages, changeover tables and pools of a random problem.</summary>
internal sealed record RandomPlaces(Stage[] Stages, ChangeoverTable[] Changeovers, Pool[] Pools)
{
    public static readonly string[] Zones = ["east", "west", "北", "north"];

    public static readonly string[] Looks = ["office", "ward", "街", "\U0001F3E0"];

    private static readonly string[] Kinds = ["set", "led", "yard"];

    public static RandomPlaces Draw(Chance chance, RandomSize size, DateTimeOffset start, int length)
    {
        var stageIds = new RandomIds(chance);
        var names = Enumerable.Range(0, chance.Between(1, size.Stages)).Select(_ => stageIds.Next()).ToArray();
        var zones = chance.Percent(50) ? Zones[..1] : Zones[..3];
        var stages = names.Select(id => new Stage
        {
            Id = new(id),
            Name = chance.Percent(50) ? id : $"Stage {id}",
            Kind = chance.Pick(Kinds),
            Zone = chance.Pick(zones),
            Look = chance.Percent(60) ? chance.Pick(Looks) : null,
            OpenToSky = chance.Percent(35),
            HourlyRate = chance.Percent(70) ? chance.Between(0, 999) : 0,
            Closed = [.. RandomClock.Apart(chance, 2, -120, length).Where(_ => chance.Percent(60))
                .Select(w => new Closure(RandomClock.Window(start, w), "repair"))],
            SoundNeighbours = [.. chance.Some(names, 2).Select(n => new StageId(n))],
        });

        var poolIds = new RandomIds(chance);
        var pools = Enumerable.Range(0, chance.Between(0, size.Pools)).Select(_ => poolIds.Next()).Select(id => new Pool(
            new(id), id, chance.Between(0, 3),
            [.. RandomClock.Apart(chance, 3, -120, length).Select(w => new CapacityException(RandomClock.Window(start, w), chance.Between(0, 4)))])).ToArray();

        // "yard" has no table now and then, and a table may have no stage.
        var tables = Kinds.Where(k => k != "yard" || chance.Percent(30)).Select(kind => new ChangeoverTable
        {
            Kind = kind,
            SameMinutes = chance.Percent(60) ? 0 : chance.Steps(0, 60),
            OtherMinutes = chance.Steps(0, 180),
            Pool = pools.Length > 0 && chance.Percent(50) ? chance.Pick(pools).Id : null,
            Pairs = [.. Looks.Append("unseen").SelectMany(a => Looks.Where(b => a != b).Select(b => (a, b)))
                .Where(_ => chance.Percent(30)).Select(p => new ChangeoverPair(p.a, p.b, chance.Steps(0, 240)))],
        });
        return new([.. stages], [.. tables], pools);
    }
}
