using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Tests.Engine;

/// <summary>
/// Random problems of a few blocks with every rule in play: what brute force and CP-SAT can solve to the end. Moves and changeovers
/// break the triangle inequality on purpose.
/// </summary>
public sealed class SmallWeeks(int seed)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 0, 0, 0, TimeSpan.FromHours(8));

    private readonly Random random = new(seed);
    private int step;
    private int hours;

    public int Blocks { get; init; } = 6;

    public bool HasPublished { get; init; } = true;

    public Problem Problem()
    {
        step = Pick(30, 60);
        hours = Pick(20, 34, 52);
        var zones = ImmutableArray.Create("north", "south", "east");
        var stages = Many(random.Next(2, 5), i => new Stage
        {
            Id = new($"s{i}"), Name = $"Stage {i}", Kind = Pick("flexible", "flexible", "plain"), Zone = zones[random.Next(3)],
            Look = Chance(0.7) ? Look() : null, OpenToSky = Chance(0.3), HourlyRate = Pick(0, 7, 50, 333),
            Closed = Chance(0.4) ? [new Closure(Window(1, 6), "inspection")] : [],
            SoundNeighbours = i > 0 && Chance(0.5) ? [new($"s{i - 1}")] : [],
        });
        var people = Many(random.Next(0, 4), i => new Person
        {
            Id = new($"p{i}"), Name = $"Person {i}", Unavailable = Chance(0.3) ? [Window(1, 8)] : [],
            Shift = Chance(0.5) ? Shift() : null, LastWorked = Chance(0.2) ? Last() : null, PresenceRate = Chance(0.6) ? Pick(1, 13, 40) : null,
        });
        var crews = Many(random.Next(1, 4), i => new Crew
        {
            Id = new($"c{i}"), Name = $"Crew {i}", Production = "x", Unavailable = Chance(0.2) ? [Window(1, 8)] : [],
            Shift = Shift(), LastWorked = Chance(0.3) ? Last() : null,
        });
        var pools = Many(random.Next(0, 3), i => new Pool(
            new($"k{i}"), $"Pool {i}", Pick(1, 1, 2), Chance(0.5) ? [new CapacityException(Window(1, 9, onGrid: false), Pick(0, 1, 3))] : []));
        var blocks = Many(Blocks, i => Block(i, stages, crews, people, pools));
        var problem = new Problem
        {
            Name = $"small-{seed}", TimeZone = "Asia/Shanghai", Start = Start, End = At(hours * 60), StepMinutes = step,
            Now = Chance(0.2) ? At(step * random.Next(0, 8)) : null, Night = new(new(22, 0), new(6, 0)),
            Daylight = [new(At(6 * 60), At(18 * 60)), new(At(30 * 60), At(42 * 60))],
            Moves = new(Pick(0, step), [new("north", "south", step), new("south", "east", step), new("north", "east", step * Pick(1, 4))]),
            Stages = stages, Pools = pools, People = people, Crews = crews, Blocks = blocks,
            Changeovers = [new ChangeoverTable
            {
                Kind = "flexible", SameMinutes = Pick(0, step), OtherMinutes = step * Pick(1, 3),
                Pairs = [new("red", "blue", step * 4), new("blue", "green", 0)], Pool = pools.Length > 0 && Chance(0.6) ? pools[0].Id : null,
            }],
            Pins = Chance(0.15) ? [Pin(blocks[0])] : [],
            Weights = Chance(0.5) ? null : new Weights { Wanted = Pick(0, 5), Move = Pick(0, 200), Wait = Pick(0, 3), Rate = Pick(0, 1, 3), Presence = Pick(1, 2) },
        };
        return HasPublished && Chance(0.4) ? problem with { Published = Published(blocks) } : problem;
    }

    private ShootingBlock Block(
        int i, ImmutableArray<Stage> stages, ImmutableArray<Crew> crews, ImmutableArray<Person> people, ImmutableArray<Pool> pools)
    {
        var duration = step * random.Next(1, 9);
        var window = Chance(0.5) ? new TimeWindow(At(0), At(hours * 60)) : Window(duration / 60.0, (duration / 60.0) + 20, onGrid: false);
        return new()
        {
            Id = new($"b{i}"), Name = $"Block {i}", Production = "x", Crew = crews[random.Next(crews.Length)].Id, DurationMinutes = duration,
            Stages = Some(stages.Select(s => s.Id), 1, 3), Look = Look(), Window = window, Wanted = Chance(0.4) ? Window(1, 10) : null,
            Priority = random.Next(1, 11), People = Some(people.Select(p => p.Id), 0, 2),
            Pools = [.. Some(pools.Select(p => p.Id), 0, 1).Select(p => new PoolUnits(p, Pick(1, 1, 2)))],
            After = i > 0 && Chance(0.25) ? [new Predecessor(new($"b{random.Next(i)}"), Pick(0, step))] : [],
            Light = Pick(Light.Any, Light.Any, Light.Day, Light.Night), Sound = Pick(Sound.Any, Sound.Any, Sound.Quiet, Sound.Loud),
        };
    }

    private PublishedPlan Published(ImmutableArray<ShootingBlock> blocks) => new(
        At(Pick(0, 0, 4 * 60)),
        [.. blocks.Where(_ => Chance(0.5)).Select(b => new PublishedAssignment(
            b.Id, b.Stages[0], At(step * random.Next(0, hours * 60 / step)), Pick<Told?>(null, Told.Unsent, Told.Seen, Told.Acknowledged)))]);

    private Pin Pin(ShootingBlock block) => new(block.Id, block.Stages[0], At(step * random.Next(0, hours * 60 / step)));

    private ShiftRule Shift() => new(step * Pick(6, 10, 14), step * Pick(6, 10));

    private TimeWindow Last() => new(At(-60 * random.Next(2, 9)), At((-60 * random.Next(0, 2)) + (30 * random.Next(0, 6))));

    private TimeWindow Window(double least, double most, bool onGrid = true)
    {
        var length = (int)Math.Ceiling(60 * (least + (random.NextDouble() * (most - least))));
        var from = random.Next(0, Math.Max(1, (hours * 60) - length));
        return onGrid ? new(At(from / step * step), At(((from / step) + (length / step) + 1) * step)) : new(At(from), At(from + length));
    }

    private static DateTimeOffset At(int minutes) => Start.AddMinutes(minutes);

    private string Look() => Pick("red", "blue", "green");

    private bool Chance(double share) => random.NextDouble() < share;

    private T Pick<T>(params ReadOnlySpan<T> values) => values[random.Next(values.Length)];

    private static ImmutableArray<T> Many<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];

    private ImmutableArray<T> Some<T>(IEnumerable<T> from, int least, int most)
    {
        var all = from.ToArray();
        random.Shuffle(all);
        return [.. all.Take(random.Next(least, most + 1))];
    }
}
