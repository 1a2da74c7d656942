using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Tests.Rules;

/// <summary>
/// A problem by hand, a few lines long: three days from Monday 2026-03-16 00:00 in Shanghai, a grid of 15 minutes. All times are
/// minutes from the start. What is not said is harmless: one stage "S", a crew of its own for every block, no looks that differ.
/// </summary>
internal sealed class TinyWeek
{
    public const int Hour = 60;
    public const int Day = 24 * Hour;

    private readonly List<Stage> stages = [];
    private readonly List<Crew> crews = [];
    private readonly List<Person> people = [];
    private readonly List<Pool> pools = [];
    private readonly List<ChangeoverTable> changeovers = [];
    private readonly List<ShootingBlock> blocks = [];
    private readonly List<Pin> pins = [];
    private readonly List<PublishedAssignment> published = [];
    private readonly List<(string Block, string Stage, int Start)> places = [];

    public DateTimeOffset Start { get; init; } = new(2026, 3, 16, 0, 0, 0, TimeSpan.FromHours(8));

    public string TimeZone { get; init; } = "Asia/Shanghai";

    public NightHours Night { get; init; } = new(new(22, 0), new(6, 0));

    public (int From, int To)[] Daylight { get; init; } = [];

    public int SameZoneMinutes { get; init; }

    public (string From, string To, int Minutes)[] Zones { get; init; } = [];

    public int? Now { get; init; }

    public int FrozenUntil { get; init; }

    public Weights? Weights { get; init; }

    public TinyWeek Stage(
        string id, string kind = "set", string zone = "z", string? look = null, bool openToSky = false, int hourlyRate = 0,
        (int From, int To)[]? closed = null, string[]? neighbours = null)
    {
        stages.Add(new()
        {
            Id = new(id), Name = id, Kind = kind, Zone = zone, Look = look, OpenToSky = openToSky, HourlyRate = hourlyRate,
            Closed = [.. (closed ?? []).Select(c => new Closure(Window(c), "repair"))],
            SoundNeighbours = [.. (neighbours ?? []).Select(n => new StageId(n))],
        });
        return this;
    }

    public TinyWeek Crew(
        string id, int max = 30 * Day, int rest = 30 * Day, (int From, int To)[]? away = null, (int From, int To)? lastWorked = null)
    {
        crews.Add(new()
        {
            Id = new(id), Name = id, Production = "p", Shift = new(max, rest), Unavailable = [.. (away ?? []).Select(Window)],
            LastWorked = lastWorked is { } last ? Window(last) : null,
        });
        return this;
    }

    public TinyWeek Person(
        string id, (int Max, int MinRest)? shift = null, (int From, int To)[]? away = null, (int From, int To)? lastWorked = null, int? rate = null)
    {
        people.Add(new()
        {
            Id = new(id), Name = id, Shift = shift is { } rule ? new(rule.Max, rule.MinRest) : null, PresenceRate = rate,
            Unavailable = [.. (away ?? []).Select(Window)], LastWorked = lastWorked is { } last ? Window(last) : null,
        });
        return this;
    }

    public TinyWeek Pool(string id, int capacity, params (int From, int To, int Capacity)[] exceptions)
    {
        pools.Add(new(new(id), id, capacity, [.. exceptions.Select(e => new CapacityException(Window((e.From, e.To)), e.Capacity))]));
        return this;
    }

    public TinyWeek Changeovers(string kind, int same, int other, string? pool = null, params (string From, string To, int Minutes)[] pairs)
    {
        changeovers.Add(new()
        {
            Kind = kind, SameMinutes = same, OtherMinutes = other, Pool = pool is null ? null : new PoolId(pool),
            Pairs = [.. pairs.Select(p => new ChangeoverPair(p.From, p.To, p.Minutes))],
        });
        return this;
    }

    public TinyWeek Block(
        string id, int minutes = Hour, string[]? on = null, string? crew = null, string look = "x", (int From, int To)? window = null,
        (int From, int To)? wanted = null, int priority = 1, string[]? people = null, (string Pool, int Units)[]? pools = null,
        (string Block, int Gap)[]? after = null, Light light = Light.Any, Sound sound = Sound.Any)
    {
        if (crew is null)
        {
            crew = $"crew of {id}";
            Crew(crew);
        }

        blocks.Add(new()
        {
            Id = new(id), Name = id, Production = "p", Crew = new(crew), DurationMinutes = minutes,
            Stages = [.. (on ?? ["S"]).Select(s => new StageId(s))], Look = look, Window = Window(window ?? (0, 3 * Day)),
            Wanted = wanted is { } wish ? Window(wish) : null, Priority = priority, People = [.. (people ?? []).Select(p => new PersonId(p))],
            Pools = [.. (pools ?? []).Select(u => new PoolUnits(new(u.Pool), u.Units))],
            After = [.. (after ?? []).Select(a => new Predecessor(new(a.Block), a.Gap))], Light = light, Sound = sound,
        });
        return this;
    }

    public TinyWeek Pin(string block, int start, string stage = "S")
    {
        pins.Add(new(new(block), new(stage), Start.AddMinutes(start)));
        return this;
    }

    public TinyWeek Publish(string block, int start, string stage = "S", Told? told = null)
    {
        published.Add(new(new(block), new(stage), Start.AddMinutes(start), told));
        return this;
    }

    public TinyWeek Place(string block, int start, string stage = "S")
    {
        places.Add((block, stage, start));
        return this;
    }

    public Problem Problem() => new()
    {
        Name = "tiny", TimeZone = TimeZone, Start = Start, End = Start.AddMinutes(3 * Day), StepMinutes = 15, Night = Night,
        Now = Now is { } now ? Start.AddMinutes(now) : null, Daylight = [.. Daylight.Select(Window)],
        Moves = new(SameZoneMinutes, [.. Zones.Select(z => new ZoneMove(z.From, z.To, z.Minutes))]),
        Stages = stages.Count == 0 ? [.. new TinyWeek().Stage("S").stages] : [.. stages],
        Changeovers = [.. changeovers], Pools = [.. pools], People = [.. people], Crews = [.. crews], Blocks = [.. blocks], Pins = [.. pins],
        Published = published.Count == 0 ? null : new(Start.AddMinutes(FrozenUntil), [.. published]), Weights = Weights,
    };

    public OrderedPlan Plan() => new(Placements());

    public Placements Placements()
    {
        var index = ProblemIndex.Of(Problem());
        var plan = new Placements(index);
        foreach (var (block, stage, start) in places)
        {
            plan[index.BlockIndex[new(block)]] = new Placement(index.StageIndex[new(stage)], start);
        }

        return plan;
    }

    private TimeWindow Window((int From, int To) window) => new(Start.AddMinutes(window.From), Start.AddMinutes(window.To));
}
